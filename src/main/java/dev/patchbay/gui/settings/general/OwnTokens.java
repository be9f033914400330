package dev.patchbay.gui.settings.general;

import java.util.List;
import java.util.Optional;

/// The local tokens. What is done here is done at once, not when the settings are saved. All of it
/// may block, but for `value`.
public interface OwnTokens {
    /// One of them, without its value.
    record Token(String name, Optional<String> profile) {}

    List<Token> all();

    /// For a person to copy; empty where it cannot be had.
    String value(String name);

    /// A profile that is not there yet is made.
    void add(String name, Optional<String> profile) throws Exception;

    void rename(String from, String to) throws Exception;

    void assign(String name, Optional<String> profile) throws Exception;

    /// Gives it another value.
    void rotate(String name) throws Exception;

    /// Who shows it is not let in any more.
    void revoke(String name) throws Exception;
}
