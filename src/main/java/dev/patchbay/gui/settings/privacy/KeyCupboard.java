package dev.patchbay.gui.settings.privacy;

import java.util.List;

/// Where keys are kept. All of it may block.
public interface KeyCupboard {
    /// A secret that is kept, or that the settings want.
    ///
    /// @param name as the settings refer to it; never the secret
    /// @param users who wants it, for people
    record Kept(String name, List<String> users, State state) {
        public Kept {
            users = List.copyOf(users);
        }
    }

    enum State {
        /// It is among our own.
        KEPT,
        /// It is where the settings say.
        FOUND,
        MISSING,
        /// It stands in the settings in the clear.
        OPEN,
        /// Nobody looks before it is needed.
        UNKNOWN
    }

    /// What people call the place.
    String place();

    List<Kept> list() throws Exception;

    void delete(String name) throws Exception;

    /// Moves what is kept unencrypted to the chosen place; answers how many.
    int move() throws Exception;
}
