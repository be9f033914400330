package dev.patchbay.app.house;

import dev.patchbay.settings.ServerSettings;

/// What a person sees when Patchbay serves: where, with which token, and a line to try it with.
public final class Greeting {
    private static final String EXPOSED =
            """

            Warning: other computers can reach this address. Whoever knows the token can spend what
            your keys pay for, and nothing is encrypted on its way. Use it only in a network that you
            trust.
            """;

    private Greeting() {}

    public static String of(String host, int port, String token, boolean demo) {
        String address = address(host, port);
        return """
        Patchbay %s serves on %s
        Local token: %s
        %s
        Try it:
          curl -sN %s/v1/messages -H 'x-api-key: %s' -H 'content-type: application/json' \
        -d '{"model":"%s","max_tokens":200,"stream":true,"messages":[{"role":"user","content":"Hello!"}]}'

        Claude Code:
          ANTHROPIC_BASE_URL=%s ANTHROPIC_AUTH_TOKEN=%s claude

        """
                .formatted(
                        Version.text(),
                        address,
                        token,
                        ServerSettings.DEFAULT.withHost(host).loopback() ? "" : EXPOSED,
                        address,
                        token,
                        demo ? "demo" : "sonnet",
                        address,
                        token);
    }

    /// Our address, as clients are told it.
    static String address(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
