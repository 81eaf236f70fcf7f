#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
"""Is a SARIF log what those who read it need?

    sarif.py [--schema FILE] <LOG

Against the schema if it is given, and in any case against what no schema
tells: rules that are named, one run. Prints one line
for each result: rule, level, place or "-", node, fingerprint, suppressed by.
"""
import json
import sys
from urllib.parse import unquote


def check(condition, why):
    if not condition:
        sys.exit(f"sarif: {why}")


def check_rules(rules):
    ids = [rule["id"] for rule in rules]
    check(len(set(ids)) == len(ids), "a rule stands twice")
    for rule in rules:
        for text in (rule["shortDescription"]["text"],
                     rule["fullDescription"]["text"], rule["help"]["text"],
                     rule["help"]["markdown"]):
            check(len(text) > 10, f"{rule['id']}: no text")
        check(rule["defaultConfiguration"]["level"] in
              ("error", "warning", "note"), "a level")
    return ids


def show(result, ids):
    check(result["ruleId"] in ids, "a rule that is not described")
    check(result["message"]["text"], "no message")
    [location] = result["locations"]
    physical = location["physicalLocation"]
    place = unquote(physical["artifactLocation"]["uri"])
    region = physical["region"]
    column = region.get("startColumn")
    place += f":{region['startLine']}:{column}" if column else ""
    for other in result.get("relatedLocations", ()):
        related = other.get("physicalLocation", {})
        check(related.get("artifactLocation", {}).get("uri") and
              related.get("region", {}).get("startLine"), "a related location without a file")
    [fingerprint] = result["partialFingerprints"].values()
    kinds = [s["kind"] for s in result["suppressions"]]
    check(all(s["justification"] for s in result["suppressions"]), "no reason")
    print(result["ruleId"], result["level"], place,
          location["logicalLocations"][0]["fullyQualifiedName"], fingerprint,
          "+".join(kinds) or "-", result.get("baselineState", "-"))
    return place.split(":")[0], fingerprint


def main():
    log = json.load(sys.stdin)
    if len(sys.argv) > 2:
        import jsonschema
        with open(sys.argv[2], encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft4Validator(schema).validate(log)
    check(log["version"] == "2.1.0", "another version")
    check(len(log["runs"]) == 1, "GitHub takes no more than 20 runs")
    for run in log["runs"]:
        ids = check_rules(run["tool"]["driver"]["rules"])
        seen = [show(result, ids) for result in run["results"]]
        check(len(set(seen)) == len(seen), "a fingerprint stands twice")


main()
