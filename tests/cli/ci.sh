#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# examples/ci: what the steps of the action and the job run, with the reports they
# leave; reviewdog's arguments; the hooks under pre-commit itself.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc bash git
ci=$top/examples/ci

cd "$tmp"
mkdir bin boards
ln -s "$plan_bin" bin/iommuplan
PATH=$tmp/bin:$PATH
export PATH
cp "$top/examples/boards/juno-r2.dts" boards/good.dts
{
	cat "$top/examples/boards/juno-r2.dts"
	printf '&{/dma-controller@7ff00000} {\n\tiommus = <0xdead 0>;\n};\n'
} >boards/wrong.dts

# steps FILE KEY...: the scripts below KEYs, as step1, step2 ...
cat >steps.py <<'PY'
import sys, yaml
doc = yaml.safe_load(open(sys.argv[1]))
for key in sys.argv[2:]:
    doc = doc[key]
scripts = [s["run"] if isinstance(s, dict) else s for s in doc]
if all("\n" not in s for s in scripts):
    scripts = ["\n".join(scripts)]
for i, script in enumerate(scripts, 1):
    open(f"step{i}", "w").write(script)
PY
if python3 -c 'import yaml' 2>/dev/null; then
	python3 steps.py "$ci/github/action.yml" runs steps
	# As GitHub runs "shell: bash".
	lint()
	{
		FILES=$1 KERNEL=$2 FAIL_ON=${3:-error} NEW_SINCE=${4:-} SARIF=a.sarif \
			run bash --noprofile --norc -eo pipefail step2
	}
	GITHUB_ACTION_PATH=$ci/github GITHUB_PATH=paths run bash --noprofile --norc -eo pipefail step1
	expect "action: iommuplan that is there is used" 0
	lint "boards/good.dts boards/wrong.dts" 6.12
	expect "action: it fails" 1 'iommus-bad-phandle' "$tmp/out"
	is "action: and leaves its SARIF" yes "$(grep -q '"ruleId":"iommus-bad-phandle"' a.sarif && echo yes)"
	lint boards/good.dts ""
	expect "action: nothing wrong" 0
	lint boards 6.12 error boards
	expect "action: nothing new" 0
	lint boards/nowhere.dts 6.12
	expect "action: a missing tree" 4 'nowhere.dts'

	rm -f step?
	python3 steps.py "$ci/gitlab.yml" iommuplan script
	BOARDS=boards KERNEL=6.12 run bash -eo pipefail step1
	expect "job: it fails" 1 'iommus-bad-phandle' "$tmp/out"
	run python3 -c 'import json; r = json.load(open("gl-code-quality-report.json"))
assert r and all(i["location"]["path"] and i["fingerprint"] and i["severity"] for i in r)'
	expect "job: and leaves its report" 0
	BOARDS=boards/good.dts KERNEL=6.12 run bash -eo pipefail step1
	expect "job: nothing wrong" 0
	BOARDS=boards/nowhere KERNEL=6.12 run bash -eo pipefail step1
	expect "job: a missing tree" 4
	run python3 -c 'import sys, yaml
for f in sys.argv[1:]: yaml.safe_load(open(f))' "$ci/github/iommuplan.yml" "$top/.pre-commit-hooks.yaml"
	expect "the other files are YAML" 0
else
	skip "the action and the job" "python3-yaml is not installed"
fi

# --- reviewdog: one that shows what it was given ---
cat >bin/reviewdog <<'SH'
#!/bin/sh
echo "reviewdog $*"
grep -c iommus-bad-phandle
SH
chmod +x bin/reviewdog
run "$ci/reviewdog.sh" -reporter=local "-diff=git diff" -- -k 6.12 boards
expect "reviewdog: its arguments" 0 '^reviewdog -f=rdjsonl -name=iommuplan -reporter=local -diff=git diff$' "$tmp/out"
is "reviewdog: findings" 1 "$(sed -n 2p "$tmp/out")"
BASE=boards run "$ci/reviewdog.sh" -- -k 6.12 boards
is "reviewdog: only what is new" 0 "$(sed -n 2p "$tmp/out")"
run "$ci/reviewdog.sh" -- -k 6.12 nowhere
expect "reviewdog: a missing tree" 4 'nowhere'
run "$ci/reviewdog.sh" boards
expect "reviewdog: usage" 2 '^usage'

# --- pre-commit ---
if have pre-commit; then
	GIT_CONFIG_GLOBAL=$tmp/gitconfig PRE_COMMIT_HOME=$tmp/pre-commit
	export GIT_CONFIG_GLOBAL PRE_COMMIT_HOME
	printf '[user]\n\tname = T\n\temail = t@t.invalid\n[safe]\n\tdirectory = *\n' >"$GIT_CONFIG_GLOBAL"
	run pre-commit validate-manifest "$top/.pre-commit-hooks.yaml"
	expect "pre-commit: the manifest" 0
	# A repository that has nothing but the hooks, and one that uses them.
	git init -q hooks
	cp "$top/.pre-commit-hooks.yaml" hooks
	(cd hooks && git add -A && git commit -qm hooks)
	git init -q user
	cp -R boards user
	cd user
	printf 'repos:\n- repo: ../hooks\n  rev: %s\n  hooks:\n  - id: iommuplan-lint\n  - id: iommuplan-lint-all\n    args: [boards]\n' \
		"$(git -C ../hooks rev-parse HEAD)" >.pre-commit-config.yaml
	git add boards/good.dts .pre-commit-config.yaml
	run pre-commit run iommuplan-lint
	expect "pre-commit: a good board" 0 'Passed' "$tmp/out"
	git add boards
	run pre-commit run iommuplan-lint
	expect "pre-commit: a wrong one" 1 'boards/wrong.dts:[0-9]+:.*iommus-bad-phandle' "$tmp/out"
	git commit -qm boards
	run pre-commit run iommuplan-lint-all
	expect "pre-commit: nothing changed" 0 'Skipped' "$tmp/out"
	echo '/* part */' >part.dtsi
	git add part.dtsi
	run pre-commit run iommuplan-lint-all
	expect "pre-commit: all boards after an include" 1 'boards/wrong.dts:[0-9]+' "$tmp/out"
else
	skip "pre-commit" "it is not installed"
fi
if have shellcheck; then
	run shellcheck -x "$ci/reviewdog.sh"
	expect "reviewdog.sh is clean under shellcheck" 0
fi
finish
