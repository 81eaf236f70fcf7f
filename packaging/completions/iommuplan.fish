# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Completion for fish. What there is to complete the program says itself: its
# --help is made of the table that it parses options by.

function __iommuplan_options
    set -l words (commandline -opc)
    test (count $words) -ge 2; or return
    $words[1] $words[2] --help 2>/dev/null | string replace -rf '^  (?:-.,|   ) (--[a-z-]+).* {2,}(.*)' '$1\t$2'
end

# Rules and other words; of explain -b FILE the tree's IOMMUs and masters.
function __iommuplan_words
    set -l words (commandline -opc)
    for n in (seq 3 (count $words))
        if contains -- $words[$n] -b --board; and test (count $words) -gt $n
            set -l board $words[(math $n + 1)]
            $words[1] plan -q -f tsv $board 2>/dev/null | string split \t | string match -r '^/[A-Za-z0-9,._+@/-]*$' | sort -u
            return
        end
    end
    $words[1] explain 2>/dev/null | string replace -r ' .*' ''
end

complete -c iommuplan -n '__fish_use_subcommand' -f -a '(iommuplan --help 2>/dev/null | string replace -rf "^  ([a-z]+)  +(.*)" "\$1\t\$2")'
complete -c iommuplan -n '__fish_use_subcommand' -f -a help -d 'Show the options of a command.'
complete -c iommuplan -n '__fish_seen_subcommand_from help; and test (count (commandline -opc)) -eq 2' -f -a '(iommuplan --help 2>/dev/null | string replace -rf "^  ([a-z]+)  +(.*)" "\$1\t\$2")'
complete -c iommuplan -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__iommuplan_options)'
complete -c iommuplan -n '__fish_seen_subcommand_from explain' -f -a '(__iommuplan_words)'
complete -c iommuplan -n '__fish_seen_subcommand_from explain' -s b -l board -r -F
complete -c iommuplan -n '__fish_seen_subcommand_from explain' -l log -r -F
complete -c iommuplan -n '__fish_seen_subcommand_from lint' -s W -l warn -x -a '(iommuplan explain 2>/dev/null | string replace -r " .*" "")'
complete -c iommuplan -n '__fish_seen_subcommand_from plan lint build diff verify' -F
