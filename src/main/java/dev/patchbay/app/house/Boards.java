package dev.patchbay.app.house;

import dev.patchbay.backend.Backends;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.KeyRing;
import dev.patchbay.keys.LocalTokens;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Codecs;
import dev.patchbay.proxy.board.Door;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.catalogue.Catalogues;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.masking.KnownSecrets;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// The board in force, and the next one when settings, keys or local tokens change. Exchanges under
/// way keep the one that they began with.
final class Boards implements AutoCloseable {
    private final BackendBuilder builder;
    private final Codecs codecs;
    private final Books books;
    private final KeptHistory history;
    private final KeyRing secrets;
    private final Function<Settings, LocalTokens> readTokens;
    private final KnownSecrets known;
    private final InstantSource clock;
    private final Journal journal;
    private volatile LocalTokens tokens;
    private volatile Board board;

    /// @param settings the first ones
    /// @param lists what is known of the backends' models
    /// @param readTokens reads the local tokens that settings name
    Boards(
            Settings settings,
            Catalogues lists,
            BackendBuilder builder,
            Codecs codecs,
            Books books,
            KeptHistory history,
            KeyRing secrets,
            Function<Settings, LocalTokens> readTokens,
            KnownSecrets known,
            InstantSource clock,
            Journal journal) {
        this.builder = builder;
        this.codecs = codecs;
        this.books = books;
        this.history = history;
        this.secrets = secrets;
        this.readTokens = readTokens;
        this.known = known;
        this.clock = clock;
        this.journal = journal;
        tokens = readTokens.apply(settings);
        board = board(settings, Backends.none(), lists);
    }

    Board current() {
        return board;
    }

    LocalTokens tokens() {
        return tokens;
    }

    /// Takes up other settings.
    void follow(Settings settings) {
        Board before = board;
        boolean otherTrust = !settings.caFile().equals(before.settings().caFile());
        boolean otherPlace = settings.keys().store() != before.settings().keys().store();
        if (otherPlace) {
            secrets.forgetAll();
        }
        tokens = readTokens.apply(settings);
        if (otherTrust) {
            builder.trust(settings);
        }
        if (otherTrust || otherPlace) {
            board = board(settings, Backends.none(), before.catalogues());
            before.backends().close();
        } else {
            board = board(settings, before.backends(), before.catalogues());
        }
    }

    /// Reads all keys and tokens again. Backends remember theirs, so they are made anew.
    void readAgain(Settings settings) {
        secrets.forgetAll();
        tokens = readTokens.apply(settings);
        Board before = board;
        board = board(settings, Backends.none(), before.catalogues());
        before.backends().close();
        journal.add(new Note.KeysReloaded(tokens.count()));
    }

    private Board board(Settings settings, Backends before, Catalogues lists) {
        var backends = Backends.of(settings.backends(), builder::build, before, clock);
        var catalogues = lists.of(backends);
        return new Board(
                settings,
                Optional.empty(),
                new Router(settings, catalogues),
                backends,
                catalogues,
                codecs,
                new Door(
                        settings.server(),
                        shown -> tokens.match(shown).map(LocalToken::name),
                        builder.own()),
                books::ask,
                books::cost,
                journal,
                history.recording(settings),
                known,
                books.estimator(),
                Pace.USUAL,
                clock);
    }

    @Override
    public void close() {
        board.backends().close();
    }
}
