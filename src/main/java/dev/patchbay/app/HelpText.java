package dev.patchbay.app;

/// What `patchbay --help` prints.
final class HelpText {
    static final String TEXT =
            """
            Patchbay: one local address for every AI client, in front of the backends you choose.

              patchbay serve [--demo] [--port N] [--host H] [--settings FILE]
                                       serve until stopped; --demo answers by itself, with settings in memory
              patchbay run [--profile P] [--keep-login] [--demo] -- COMMAND…
                                       run a client that talks to Patchbay, without changing any file
              patchbay connect CLIENT|--all [--scope user|project|local] [--profile P] [--keep-login] [--dry-run]
                                       point a client at Patchbay: claude-code; or print lines for anthropic, openai
              patchbay disconnect CLIENT|--all [--scope user|project|local] [--dry-run]
                                       take that back
              patchbay token           print the local token that clients send
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
