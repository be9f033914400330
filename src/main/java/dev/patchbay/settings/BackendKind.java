package dev.patchbay.settings;

import dev.patchbay.hub.Dialect;

import java.util.Optional;

/// What a backend speaks and is.
public enum BackendKind {
    OPENAI(Dialect.OPENAI),
    ANTHROPIC(Dialect.ANTHROPIC),
    OCI(Dialect.OCI),
    /// Built in: offline, and speaks what it is asked in; its own words are Anthropic's.
    DEMO(Dialect.ANTHROPIC);

    static final String WORDS = "openai, anthropic, oci or demo";

    private final Dialect dialect;

    BackendKind(Dialect dialect) {
        this.dialect = dialect;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// The kind as settings.json spells it.
    public String text() {
        return Word.of(this);
    }

    static Optional<BackendKind> of(String text) {
        return Word.among(values(), text);
    }

    /// The style of a backend that says nothing of it. A bearer without a key sends nothing.
    AuthStyle usualStyle() {
        return switch (this) {
            case OPENAI -> new AuthStyle.Bearer();
            case ANTHROPIC -> new AuthStyle.ApiKey();
            case OCI -> new AuthStyle.Oci();
            case DEMO -> new AuthStyle.None();
        };
    }
}
