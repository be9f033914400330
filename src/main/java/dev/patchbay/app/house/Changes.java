package dev.patchbay.app.house;

import dev.patchbay.proxy.door.ProxyServer;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.ServerSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsNews;
import dev.patchbay.settings.SettingsStore;

import java.util.List;

/// Takes changes of the settings and of keys to everything that goes by them, one at a time.
final class Changes {
    private final SettingsStore store;
    private final SettingsNotes notes;
    private final KeptHistory history;
    private final Books books;
    private final Boards boards;
    private final OwnDoor door;
    private final ProxyServer server;

    Changes(
            SettingsStore store,
            SettingsNotes notes,
            KeptHistory history,
            Books books,
            Boards boards,
            OwnDoor door,
            ProxyServer server) {
        this.store = store;
        this.notes = notes;
        this.history = history;
        this.books = books;
        this.boards = boards;
        this.door = door;
        this.server = server;
    }

    void heard(SettingsNews news) {
        switch (news) {
            case SettingsNews.Loaded(Settings settings, List<Problem> problems) ->
                    follow("settings.json", settings, problems);
            case SettingsNews.Saved(Settings settings, List<Problem> problems) ->
                    follow("a change", settings, problems);
            case SettingsNews.Refused refused -> notes.refused(refused);
        }
    }

    private synchronized void follow(String source, Settings settings, List<Problem> problems) {
        ServerSettings before = boards.current().settings().server();
        history.follow(settings);
        books.follow(settings);
        boards.follow(settings);
        notes.applied(source, settings, problems);
        door.follow(before, settings.server());
        if (server.port() > 0) {
            boards.current().catalogues().freshen();
        }
    }

    /// Another program of ours changed the settings, or keys.
    void reload() {
        store.reload();
        readAgain();
    }

    /// Keys may be others than those that were read.
    synchronized void readAgain() {
        boards.readAgain(store.current());
    }
}
