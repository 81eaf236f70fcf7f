#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Stands in for a test that this machine cannot run, and says why.
echo "SKIP - $*"
exit 77
