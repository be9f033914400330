package dev.patchbay.connect;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A client without a config file that we know: it gets lines to copy.
public enum AnyClient implements ClientApp {
    ANTHROPIC("anthropic", "Anthropic clients", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", ""),
    OPENAI("openai", "OpenAI clients", "OPENAI_BASE_URL", "OPENAI_API_KEY", "/v1");

    /// Whose variables are set how.
    public enum Shell {
        POSIX("export %s='%s'", "'\\''"),
        POWERSHELL("$env:%s = '%s'", "''");

        private final String line;
        private final String quote;

        Shell(String line, String quote) {
            this.line = line;
            this.quote = quote;
        }

        private String setting(String name, String value) {
            return line.formatted(name, value.replace("'", quote));
        }
    }

    private final String id;
    private final String title;
    private final String addressName;
    private final String tokenName;
    private final String path;

    AnyClient(String id, String title, String addressName, String tokenName, String path) {
        this.id = id;
        this.title = title;
        this.addressName = addressName;
        this.tokenName = tokenName;
        this.path = path;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    /// The variables by which the SDKs of this dialect find us.
    public Map<String, String> variables(Access access) {
        return Map.of(addressName, access.address() + path, tokenName, access.token().reveal());
    }

    /// Lines that hold for a shell and what is started from it. They hold the token.
    public List<String> lines(Access access, Shell shell) {
        Map<String, String> variables = variables(access);
        return Stream.of(addressName, tokenName)
                .map(name -> shell.setting(name, variables.getOrDefault(name, "")))
                .toList();
    }
}
