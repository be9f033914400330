package dev.patchbay.app;

/// What `patchbay --help` prints.
final class HelpText {
    static final String TEXT =
            """
            Patchbay: one local address for every AI client, in front of the backends you choose.

              patchbay serve [--demo] [--port N] [--host H] [--settings FILE]
                                       serve until stopped; --demo answers by itself, with settings in memory
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
              patchbay test BACKEND    ask a backend a few tiny questions: reach, auth, models, streaming, tools
              patchbay route MODEL [--profile P]
                                       show where a model's name leads, and why
              patchbay --version       print the version
              patchbay --help          print this

            Without a verb Patchbay serves. Exit codes: 0 done, 1 failed, 2 wrong usage.
            PATCHBAY_HOME moves every file; PATCHBAY_PORT, _HOST, _TOKEN, _LOG_LEVEL and _SETTINGS hold for one run.
            """;

    private HelpText() {}
}
