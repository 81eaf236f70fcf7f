#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Too few context banks: every policy that "plan" proposes is a policy file
# that can be met, and after it the banks suffice.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

tree=$top/tests/golden/cases/overcommitted.dts

# The proposals of a plan, one policy a file.
split()
{
	python3 - "$tmp/out" "$tmp" <<'PY'
import json
import sys

plan = json.load(open(sys.argv[1]))
proposals = plan["over_budget"][0]["proposals"]
for number, proposal in enumerate(proposals):
    with open(f"{sys.argv[2]}/{number}-{proposal['kind']}.yaml", "w") as policy:
        policy.write(proposal["policy"] + "\n")
PY
}

# Does every IOMMU of the plan have banks enough now?
suffice()
{
	cp "$tmp/out" "$tmp/plan"
	python3 - "$tmp/plan" <<'PY'
import json
import sys

plan = json.load(open(sys.argv[1]))
sys.exit(any(i["contexts"]["have"] is not None and
             i["contexts"]["need"] > i["contexts"]["have"]
             for i in plan["iommus"]) or "over_budget" in plan)
PY
}

for kernel in 5.10 6.1 6.12 7.2; do
	rm -f "$tmp"/*.yaml
	iommuplan plan -k "$kernel" -f json "$tree"
	expect "$kernel: the plan" 0 over_budget "$tmp/out"
	split
	for policy in "$tmp"/*.yaml; do
		iommuplan plan -k "$kernel" -f json -p "$policy" "$tree"
		is "$kernel: ${policy##*/} can be met" 0 "$status"
		if suffice; then
			ok "$kernel: ${policy##*/} helps"
		else
			not_ok "$kernel: ${policy##*/} helps"
		fi
	done
done
finish
