package dev.patchbay.proxy.board;

import dev.patchbay.backend.Backends;
import dev.patchbay.backend.Credential;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Recording;
import dev.patchbay.proxy.catalogue.Catalogues;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.tokens.Estimator;

import io.undertow.server.HttpServerExchange;

import java.time.InstantSource;
import java.util.Optional;

/// What every exchange plugs into. New settings make a new board; exchanges under way keep the one
/// they began with.
///
/// @param profile whose token was shown, where that token has one
public record Board(
        Settings settings,
        Optional<String> profile,
        Router router,
        Backends backends,
        Catalogues catalogues,
        Codecs codecs,
        Door door,
        Gate gate,
        Pricing pricing,
        Journal journal,
        Recording recording,
        KnownSecrets secrets,
        Estimator estimator,
        Pace pace,
        InstantSource clock) {

    /// The board for a client that showed the token of this name.
    public Board of(String token) {
        Optional<String> theirs =
                settings.server().tokens().stream()
                        .filter(each -> each.name().equals(token))
                        .findFirst()
                        .flatMap(LocalToken::profile)
                        .filter(id -> settings.profile(id).isPresent());
        return theirs.map(this::as).orElse(this);
    }

    /// What the client showed beside our own tokens. From here on it is masked.
    public Optional<Credential> credential(HttpServerExchange http) {
        Optional<Credential> theirs = door.credential(http);
        theirs.ifPresent(it -> secrets.addPassing(it.secret()));
        return theirs;
    }

    /// The board for a profile that is there.
    public Board as(String id) {
        return new Board(
                settings,
                Optional.of(id),
                router.of(id),
                backends,
                catalogues,
                codecs,
                door,
                gate,
                pricing,
                journal,
                recording,
                secrets,
                estimator,
                pace,
                clock);
    }
}
