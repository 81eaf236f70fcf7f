# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# libiommuplan, included by the Makefile: what a stranger links against. Only
# what lib/libiommuplan.map names can be seen in either form of it.

SOVERSION := 0
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
so := libiommuplan.so.$(SOVERSION)
shared := $(B)/$(so)

pic_obj := $(patsubst %.c,$(B)/pic/%.o,$(lib_src)) $(B)/pic/facts_builtin.o
$(B)/pic/facts_builtin.o: $(builtin).c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -c -o $@ $<
$(B)/pic/%.o: %.c | $(B)/gen/needs
	$(call say,PIC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -c -o $@ $<

$(shared): $(pic_obj) lib/libiommuplan.map $(B)/gen/list/lib_src
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(so) -Wl,-z,defs \
		-Wl,--version-script=lib/libiommuplan.map -o $@ $(pic_obj)

# The archive as it is installed: one object, in which what is not public is
# local, so that no name of it can meet one of the program's.
$(B)/installed/libiommuplan.a: $(pic_obj) lib/libiommuplan.map $(B)/gen/list/lib_src
	$(call say,AR,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(LD) -r -o $(@D)/libiommuplan.o $(pic_obj)
	$(Q)sed -n 's/^\t\(iommuplan_[a-z_]*\);$$/\1/p' lib/libiommuplan.map > $(@D)/public
	$(Q)$(OBJCOPY) --keep-global-symbols=$(@D)/public $(@D)/libiommuplan.o
	$(Q)rm -f $@ && $(AR) rcsD $@ $(@D)/libiommuplan.o

pc_lines = 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$(INCLUDEDIR)' '' \
	'Name: libiommuplan' 'Description: What Linux will do with the IOMMUs of a device tree' \
	'Version: $(VERSION)' 'Libs: -L$${libdir} -liommuplan' \
	'Cflags: -I$${includedir}'

.PHONY: library install-library
library: $(shared) $(B)/installed/libiommuplan.a
installed_library := $(addprefix $(LIBDIR)/,$(so) libiommuplan.so libiommuplan.a \
	pkgconfig/libiommuplan.pc) $(INCLUDEDIR)/iommuplan.h
install-library: library | directories
	install -Dm644 include/iommuplan.h '$(DESTDIR)$(INCLUDEDIR)/iommuplan.h'
	install -Dm755 $(shared) '$(DESTDIR)$(LIBDIR)/$(so)'
	ln -sf $(so) '$(DESTDIR)$(LIBDIR)/libiommuplan.so'
	install -Dm644 $(B)/installed/libiommuplan.a '$(DESTDIR)$(LIBDIR)/libiommuplan.a'
	install -d '$(DESTDIR)$(LIBDIR)/pkgconfig'
	printf '%s\n' $(pc_lines) > '$(DESTDIR)$(LIBDIR)/pkgconfig/libiommuplan.pc'
