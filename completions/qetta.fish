# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_qetta_global_optspecs
    string join \n profile= sandbox scenario= account= format= json config= data-dir= store= env-file= timeout= ca-file= lang= no-input q/quiet v/verbose color= h/help V/version
end

function __fish_qetta_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_qetta_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_qetta_using_subcommand
    set -l cmd (__fish_qetta_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c qetta -n "__fish_qetta_needs_command" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_needs_command" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_needs_command" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_needs_command" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_needs_command" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_needs_command" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_needs_command" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_needs_command" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_needs_command" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_needs_command" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_needs_command" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_needs_command" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_needs_command" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_needs_command" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_needs_command" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_needs_command" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_needs_command" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_needs_command" -s V -l version -d 'Print version'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "toss" -d 'Toss Certification (토스 인증): connection test and token'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "kftc" -d 'KFTC OpenBanking (금융결제원 오픈뱅킹): accounts, balances, transactions'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "login" -d 'Log in: agree in the browser, or on another device, and keep the token'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "hyfata" -d 'Hyfata: login with PKCE'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "ottm" -d 'OTTM: membership login, and who logged in'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "hive" -d 'Hive: the game platform behind an OTTM login'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "service-token" -d 'MAX Platform: service tokens (SERVICE_TOKEN) and the admin API'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "token" -d 'Print a good access token and nothing else, for scripts'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "refresh" -d 'Renew a token now, or every token that is due'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "exec" -d 'Run a program with a good access token in QETTA_ACCESS_TOKEN'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "api" -d 'Call the provider\'s API with a good token, and print the answer\'s body'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "jwt" -d 'Show what a token says: its header and claims, unverified'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "introspect" -d 'Ask the provider what it thinks of the token (RFC 7662)'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "status" -d 'Show what is connected, and until when'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "audit" -d 'Show what was done with which token, when and by whom'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "account" -d 'The names of your connections: several to one provider, under any profile'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "store" -d 'Show where the secrets and their key are, and look after both'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "provider" -d 'Show the providers: those that are built in, those of the config file, and what a server says'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "disconnect" -d 'Forget a connection, and say what stays alive at the provider'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "logout" -d 'Forget a connection, and say what stays alive at the provider'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "doctor" -d 'Look for what could be in the way: settings, network, clock, browser, keyring, store'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "sandbox" -d 'Run every provider, emulated, on one loopback port'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "config" -d 'Show the settings and where each comes from; start a config file'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "demo" -d 'Take the whole tour against the embedded sandbox'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "explain" -d 'Say what a provider\'s code means, and what to do about it'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "pkce" -d 'Make and check what binds a code to a login: verifiers and challenges of PKCE (RFC 7636)'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "completions" -d 'Print the completions for a shell'
complete -c qetta -n "__fish_qetta_needs_command" -f -a "man" -d 'Print a manual page'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -f -a "test" -d 'Test the connection: ask Toss for a fresh token, and store nothing'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and not __fish_seen_subcommand_from test token" -f -a "token" -d 'Show the token: the stored one while it is good, else a new one'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l refresh -d 'Ask for a new one even where the stored one is good'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand toss; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -f -a "connect" -d 'Connect: agree in the browser, then see which accounts can be asked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -f -a "token" -d 'Show the token: the stored one while it is good, else a renewed one'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -f -a "accounts" -d 'Show the connected accounts with their fintech use numbers'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -f -a "balance" -d 'Show what stands on one account, on several, or on all of them'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and not __fish_seen_subcommand_from connect token accounts balance transactions" -f -a "transactions" -d 'Show what happened on one account, on several, or on all of them'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l wait -d 'How long to wait for the browser, in seconds' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l no-browser -d 'Print the address instead of opening a browser'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l paste -d 'Read the address that the browser ended on from the terminal or from stdin'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l approve -d 'Agree without hands; in the sandbox alone'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from connect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l refresh -d 'Renew it even where the stored one is good'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l refresh -d 'Ask KFTC for the list'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from accounts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l all -d 'Every account that can be asked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from balance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l from -d 'The first day: 2026-10-01, 20261001, today, or 30d (ago)' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l to -d 'The last day, likewise' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l type -d 'Everything, or what came in or went out alone' -r -f -a "all\t''
in\t''
out\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l order -d 'Newest or oldest first' -r -f -a "desc\t''
asc\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l all -d 'Every account that can be asked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l bom -d 'Begin the csv with a byte order mark, by which Excel knows that it is UTF-8'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand kftc; and __fish_seen_subcommand_from transactions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l scope -d 'What to ask for, instead of what the settings say. May be repeated' -r
complete -c qetta -n "__fish_qetta_using_subcommand login" -l wait -d 'How long to wait for the browser, in seconds' -r
complete -c qetta -n "__fish_qetta_using_subcommand login" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand login" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand login" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand login" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand login" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand login" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand login" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand login" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand login" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand login" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand login" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand login" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand login" -l no-pkce -d 'Do not bind the code to this login, for a server that has no PKCE'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l device -d 'Log in on another device: it shows a code to be typed there (RFC 8628)'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l no-browser -d 'Print the address instead of opening a browser'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l paste -d 'Read the address that the browser ended on from the terminal or from stdin'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l approve -d 'Agree without hands; in the sandbox alone'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand login" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand login" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand login" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and not __fish_seen_subcommand_from login" -f -a "login" -d 'Log in: the same as `qetta login hyfata`'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l scope -d 'What to ask for, instead of what the settings say. May be repeated' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l wait -d 'How long to wait for the browser, in seconds' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l no-pkce -d 'Do not bind the code to this login, for a server that has no PKCE'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l device -d 'Log in on another device: it shows a code to be typed there (RFC 8628)'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l no-browser -d 'Print the address instead of opening a browser'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l paste -d 'Read the address that the browser ended on from the terminal or from stdin'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l approve -d 'Agree without hands; in the sandbox alone'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand hyfata; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -f -a "login" -d 'Log in as a member: the same as `qetta login ottm`'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and not __fish_seen_subcommand_from login userinfo" -f -a "userinfo" -d 'Show who logged in: the member\'s id, nickname and e-mail'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l scope -d 'What to ask for, instead of what the settings say. May be repeated' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l wait -d 'How long to wait for the browser, in seconds' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l no-pkce -d 'Do not bind the code to this login, for a server that has no PKCE'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l device -d 'Log in on another device: it shows a code to be typed there (RFC 8628)'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l no-browser -d 'Print the address instead of opening a browser'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l paste -d 'Read the address that the browser ended on from the terminal or from stdin'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l approve -d 'Agree without hands; in the sandbox alone'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l hive -d 'Go on to Hive: who logged in, and the key with which the player signs in there'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand ottm; and __fish_seen_subcommand_from userinfo" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -f -a "auth-key" -d 'Get the key with which a member signs in at Hive'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and not __fish_seen_subcommand_from auth-key verify" -f -a "verify" -d 'Ask Hive whether a player is signed in'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l sub -d 'The member\'s id at OTTM (`sub`), instead of the one who logged in' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from auth-key" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l player-id -d 'The player\'s number' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l did -d 'The device\'s id' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l token-stdin -d 'Read the player\'s tokens from stdin'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand hive; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -f -a "issue" -d 'Get a new service token'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -f -a "show" -d 'Show how the stored token stands, or SERVICE_TOKEN where it is set; never the token itself'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -f -a "stats" -d 'Show how many clients, sessions and tokens there are'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -f -a "clients" -d 'List the registered clients; their secrets are never told'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -f -a "regenerate-secret" -d 'Give a client a new secret; the old one is over at once'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -f -a "check" -d 'Make the six checks of MAX Platform\'s document: exit 1 where one fails'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and not __fish_seen_subcommand_from issue show stats clients regenerate-secret check revoke" -f -a "revoke" -d 'Revoke the stored token and forget it: the same as `qetta disconnect max`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l scope -d 'What to ask for, instead of SERVICE_SCOPE. May be repeated' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l raw -d 'Print the token and nothing else'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from issue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from stats" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l search -d 'Only those with this in their id or name' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l active -d 'Only those that are active; `--active false`: only those that are not' -r -f -a "true\t''
false\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l limit -d 'At most so many' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l skip -d 'After so many' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from clients" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l out -d 'Write the new secret to this file instead of showing it' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -s y -l yes -d 'Do not ask'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from regenerate-secret" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand service-token; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand token" -l min-validity -d 'A token that lives for so long from now at least; the stored one is renewed where it does not' -r
complete -c qetta -n "__fish_qetta_using_subcommand token" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand token" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand token" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand token" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand token" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand token" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand token" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand token" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand token" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand token" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand token" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand token" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand token" -l header -d 'As a header line: `Authorization: Bearer …`'
complete -c qetta -n "__fish_qetta_using_subcommand token" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand token" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand token" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand token" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand token" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l within -d 'What ends within this time too: 30s, 15m, 24h, 7d, 1d12h' -r
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l all -d 'What is due, of every connection of the profile'
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand refresh" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l min-validity -d 'A token that lives for so long from now at least' -r
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l serve -d 'Serve fresh tokens at QETTA_TOKEN_URL while the program runs'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l keep-env -d 'Leave the environment as it is, with qetta\'s own secrets'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand api" -s f -l raw-field -d 'A string member of the JSON body; of the query with GET. May be repeated' -r
complete -c qetta -n "__fish_qetta_using_subcommand api" -s F -l field -d 'The same with a type: true, false, null, a number, or @FILE for a file\'s text' -r
complete -c qetta -n "__fish_qetta_using_subcommand api" -l input -d 'The body as it is, from a file or, with `-`, from stdin' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand api" -l jq -d 'Print what this jq expression makes of the answer; a string without its quotes' -r
complete -c qetta -n "__fish_qetta_using_subcommand api" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand api" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand api" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand api" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand api" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand api" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand api" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand api" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand api" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand api" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand api" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand api" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand api" -l form -d 'Send the fields as a form instead of JSON'
complete -c qetta -n "__fish_qetta_using_subcommand api" -s i -l include -d 'Print the status line and the header before the body, secrets masked'
complete -c qetta -n "__fish_qetta_using_subcommand api" -l paginate -d 'Ask for every page: KFTC\'s transactions alone have any'
complete -c qetta -n "__fish_qetta_using_subcommand api" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand api" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand api" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand api" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand api" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand api" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l signature -d 'Show the signature too; with it, what is shown is the whole token'
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand jwt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand introspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand status" -l fail-within -d 'End with exit code 3 where a connection ends within this time: 30s, 15m, 24h, 7d, 1d12h' -r
complete -c qetta -n "__fish_qetta_using_subcommand status" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand status" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand status" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand status" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand status" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand status" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand status" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand status" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand status" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand status" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand status" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand status" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand status" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand status" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand status" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand status" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand status" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l since -d 'From this day or moment on: 2026-10-01, 20261001, today, 30d or 24h (ago)' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l provider -d 'What concerns this provider alone' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and not __fish_seen_subcommand_from verify" -f -a "verify" -d 'Check that no entry was altered, removed, put in or moved'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand audit; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -f -a "list" -d 'List the accounts that are connected'
complete -c qetta -n "__fish_qetta_using_subcommand account; and not __fish_seen_subcommand_from list rename" -f -a "rename" -d 'Give an account another name, or take it to another profile'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l to-profile -d 'Take it to this profile' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand account; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -f -a "status" -d 'Show where the secrets are, where their key is, and why there'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -f -a "move" -d 'Move the secrets to the encrypted database, the keyring or the kernel'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -f -a "rekey" -d 'Seal everything with a new key, and put that key somewhere else'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -f -a "check" -d 'Look at the store from end to end: database, files, and whether every secret opens'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -f -a "backup" -d 'Copy the store into a new file, while others use it'
complete -c qetta -n "__fish_qetta_using_subcommand store; and not __fish_seen_subcommand_from status move rekey check backup restore" -f -a "restore" -d 'Put a copy in the place of the store'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l to -d 'Where the secrets are to rest; the kernel (`keyutils`) forgets them at reboot or logout' -r -f -a "sqlite\t''
keyring\t''
keyutils\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from move" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l key-file -d 'Use the key in this file: 32 bytes, raw, in hex or in Base64' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l passphrase-file -d 'Lock it with the passphrase in this file' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l passphrase -d 'Lock it with a passphrase: asked for, or that of QETTA_PASSPHRASE_FILE where the store had none'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l keyring -d 'Put the key into the operating system\'s keyring'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l generated -d 'Put the key into a file beside the database, readable by you alone'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from rekey" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l passphrase -d 'Lock the copy with a passphrase, so that nothing else is needed with it: that of QETTA_PASSPHRASE_FILE, or one that is asked for'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l force -d 'Also where there is a store that has connections, or does not open'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand store; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -f -a "list" -d 'List every provider: how tokens are had there, and whether it is set up'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -f -a "show" -d 'Show one provider in full: endpoints, client id, redirect URI, scope; no secret'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and not __fish_seen_subcommand_from list show discover" -f -a "discover" -d 'Read what an authorization server says about itself (RFC 8414, OpenID Connect Discovery)'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand provider; and __fish_seen_subcommand_from discover" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l all-accounts -d 'Every account of the profile at this provider, not only `--account`'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l keep-until-revoked -d 'Forget nothing that could not be revoked, so that it can be tried again'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand disconnect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l all-accounts -d 'Every account of the profile at this provider, not only `--account`'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l keep-until-revoked -d 'Forget nothing that could not be revoked, so that it can be tried again'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l port -d 'The port; 0 is any free one' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l bind -d 'The address to listen on; one that others can reach needs `--i-know-this-is-public`' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l ca-out -d 'Write the certificate of that authority here as well' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l ready-fd -d 'Write the event that it is ready to this file descriptor as well, as one line of JSON' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l seed -d 'The same seed, the same bytes: postings, what goes wrong by chance, and tokens, codes and ids in the order of the requests. Without it postings are those of seed 1, and tokens are random' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l personas -d 'The people of the sandbox and their accounts, from a TOML file' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l accounts -d 'How many accounts the default person has' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l transactions -d 'How many postings every account has, over two years' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l behavior -d 'Whose rules a provider keeps: those of its document (the default), of its code as it is today, or of the standards; as in `hyfata=strict`. Can be repeated' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l fault -d 'What goes wrong on purpose, as in `status,code=503,on=kftc,nth=2`; see docs/faults.md. Can be repeated' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l state -d 'Where the providers remember: `memory`, which ends with the run, or a file of its own; the data folder\'s where this is not said' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l log -d 'Write a line about every exchange to stderr, without its secrets' -r -f -a "json\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l report -d 'At the end say which rules the client broke: `junit`, `sarif` or `text`' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l report-file -d 'Write that to a file; without it, it goes to stdout' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l i-know-this-is-public -d 'Listen where others can reach it: nothing in the sandbox guards anything of value'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l https -d 'Serve TLS, with a certificate authority made for this run'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l approve -d 'Give consent without hands: the default person agrees to everything'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l fail-on-violation -d 'Exit with 1 where the client broke a rule'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -f -a "env" -d 'Print the settings that lead to the running sandbox, as `export NAME=value` lines'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -f -a "status" -d 'Say whether a sandbox is running, where, and what came in'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -f -a "stop" -d 'End the running sandbox'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -f -a "clock" -d 'Move the sandbox\'s time: tokens, codes, consent, quotas and the Korean day follow it'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and not __fish_seen_subcommand_from env status stop clock fault" -f -a "fault" -d 'Have the running sandbox do what providers do on bad days'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from env" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from stop" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -f -a "show" -d 'Show what time it is in the sandbox'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -f -a "set" -d 'Have it be this moment from now on'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -f -a "advance" -d 'Have it be so much later'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -f -a "freeze" -d 'Have time stand still'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from clock" -f -a "resume" -d 'Have time that stands still run on'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "add" -d 'Set faults, until they are taken back'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "enqueue" -d 'Set faults for the next call at their place alone, one after the other'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "list" -d 'Show those that stand, and how often they were met'
complete -c qetta -n "__fish_qetta_using_subcommand sandbox; and __fish_seen_subcommand_from fault" -f -a "clear" -d 'Take faults back'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -f -a "show" -d 'Show every setting, its value and its source; secrets are masked'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -f -a "path" -d 'Show where the config file is, or would be'
complete -c qetta -n "__fish_qetta_using_subcommand config; and not __fish_seen_subcommand_from show path init" -f -a "init" -d 'Write a config file in which every setting stands, commented out'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand config; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand demo" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand demo" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand demo" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand explain" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand explain" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand explain" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -f -a "new" -d 'Make a verifier and its challenge'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -f -a "challenge" -d 'Print the challenge of the verifier on stdin'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and not __fish_seen_subcommand_from new challenge verify" -f -a "verify" -d 'Check the verifier on stdin against a challenge'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from challenge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l challenge -d 'What the server was told' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand pkce; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand completions" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand completions" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand completions" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c qetta -n "__fish_qetta_using_subcommand man" -l profile -d 'Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]' -r
complete -c qetta -n "__fish_qetta_using_subcommand man" -l scenario -d 'What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand man" -l account -d 'One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]' -r
complete -c qetta -n "__fish_qetta_using_subcommand man" -l format -d 'What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]' -r -f -a "text\t''
json\t''
ndjson\t''
csv\t''"
complete -c qetta -n "__fish_qetta_using_subcommand man" -l config -d 'The config file [env: QETTA_CONFIG]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand man" -l data-dir -d 'Where the database and the sandbox\'s state live [env: QETTA_DATA_DIR]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand man" -l store -d 'Where a new store keeps secrets [env: QETTA_STORE] [default: auto]' -r -f -a "auto\t''
keyring\t''
keyutils\t''
sqlite\t''"
complete -c qetta -n "__fish_qetta_using_subcommand man" -l env-file -d 'A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand man" -l timeout -d 'The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]' -r
complete -c qetta -n "__fish_qetta_using_subcommand man" -l ca-file -d 'More certificate authorities, in PEM [env: QETTA_CA_FILE]' -r -F
complete -c qetta -n "__fish_qetta_using_subcommand man" -l lang -d 'The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]' -r -f -a "ko\t''
en\t''"
complete -c qetta -n "__fish_qetta_using_subcommand man" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t''
always\t''
never\t''"
complete -c qetta -n "__fish_qetta_using_subcommand man" -l sandbox -d 'The embedded providers, without network or credentials: the same as `--profile sandbox`'
complete -c qetta -n "__fish_qetta_using_subcommand man" -l json -d 'The same as `--format json`'
complete -c qetta -n "__fish_qetta_using_subcommand man" -l no-input -d 'Never ask; fail with what is missing [env: CI]'
complete -c qetta -n "__fish_qetta_using_subcommand man" -s q -l quiet -d 'Errors only on stderr'
complete -c qetta -n "__fish_qetta_using_subcommand man" -s v -l verbose -d 'Say what is done; twice: show requests, masked'
complete -c qetta -n "__fish_qetta_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
