package dev.patchbay.app.verbs.line;

/// What `patchbay --help` prints.
public final class HelpText {
    public static final String TEXT =
            """
            Patchbay: one local address for every AI client, in front of the backends you choose.

              patchbay [--hidden]      the desktop: a tray icon and a window, which --hidden leaves closed;
                                       where there is no display it serves
              patchbay serve [--demo] [--port N] [--host H] [--settings FILE]
                                       serve until stopped; --demo answers by itself, with settings in memory
              patchbay run [--profile P] [--keep-login] [--demo] -- COMMAND…
                                       run a client that talks to Patchbay, without changing any file
              patchbay connect CLIENT|--all [--scope user|project|local] [--profile P] [--keep-login] [--dry-run]
                                       point a client at Patchbay: claude-code; or print lines for anthropic, openai
              patchbay disconnect CLIENT|--all [--scope user|project|local] [--dry-run]
                                       take that back
              patchbay token           print the local token that clients send
              patchbay token add NAME [--profile P] | rotate NAME | revoke NAME
                                       make a further token, give one a new value, shut one out
              patchbay keys list       show which keys there are, and who wants them
              patchbay keys set NAME | delete NAME
                                       keep a key, read from the input, in the system's keychain; or delete it.
                                       --unencrypted: in a file that only you can read, where there is no keychain
              patchbay keys move [--yes]
                                       move keys that stand in the settings into the keychain
              patchbay keys reload     let a running Patchbay read its keys again
              patchbay login BACKEND   sign in to a backend that wants a person instead of a key
              patchbay import FILE [--dry-run] [--replace] [--unencrypted]
                                       take over an older program's settings; --dry-run only tells what would come
              patchbay test BACKEND    ask a backend a few tiny questions: reach, auth, models, streaming, tools
              patchbay route MODEL [--profile P]
                                       show where a model's name leads, and why
              patchbay stats [--days N] [--json]
                                       sum up what passed: requests, tokens and cost by day, model and alias
              patchbay export [--format csv|jsonl] [--since DATE] [--out FILE]
                                       write out every request that is kept
              patchbay export ID [--format json|har|curl] [--out FILE]
                                       write out one of them, with its bodies if they were kept
              patchbay replay ID [--to BACKEND/MODEL|ALIAS] [--json]
                                       send a kept request again, and show both answers side by side
              patchbay prices import FILE
                                       take newer prices of models from a file
              patchbay settings export FILE | import FILE [--dry-run]
                                       take the settings to another computer: references to keys, never their values
              patchbay doctor [--json] look whether everything is in order, and say what to do where it is not
              patchbay doctor --bundle FILE [--dry-run] [--yes]
                                       the same with settings and log as one file for whoever helps, without secrets
              patchbay --version       print the version
              patchbay --help          print this

            Exit codes: 0 done, 1 failed, 2 wrong usage.
            PATCHBAY_HOME moves every file; PATCHBAY_PORT, _HOST, _TOKEN, _LOG_LEVEL and _SETTINGS hold for one run.
            """;

    private HelpText() {}
}
