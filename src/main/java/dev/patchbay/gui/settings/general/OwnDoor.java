package dev.patchbay.gui.settings.general;

/// The door itself, beside what the settings say of it. May block, but for `token`.
public interface OwnDoor {
    /// The default local token, for a person to copy.
    String token();

    /// Gives it another value.
    void renewToken() throws Exception;
}
