package dev.patchbay.gui.settings.general;

import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.SecretRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Tokens without values, in the keeper's settings.
public final class SampleTokens implements OwnTokens {
    private final SampleKeeper keeper;
    final List<String> done = new ArrayList<>();

    public SampleTokens(SampleKeeper keeper) {
        this.keeper = keeper;
    }

    private void change(UnaryOperator<Stream<LocalToken>> change) {
        keeper.changeOutside(
                it ->
                        it.withServer(
                                it.server()
                                        .withTokens(
                                                change.apply(it.server().tokens().stream())
                                                        .toList())));
    }

    private void each(String name, UnaryOperator<LocalToken> change) {
        change(all -> all.map(it -> it.name().equals(name) ? change.apply(it) : it));
    }

    @Override
    public List<Token> all() {
        return keeper.stored().server().tokens().stream()
                .map(it -> new Token(it.name(), it.profile()))
                .toList();
    }

    @Override
    public String value(String name) {
        return "sample-token-" + name;
    }

    @Override
    public void add(String name, Optional<String> profile) {
        if (name.contains(" ")) {
            throw new IllegalStateException("A token's name has no blanks.");
        }
        var next = LocalToken.of(name, new SecretRef.File("tokens/" + name)).withProfile(profile);
        change(all -> Stream.concat(all, Stream.of(next)));
    }

    @Override
    public void rename(String from, String to) {
        each(from, it -> LocalToken.of(to, it.token()).withProfile(it.profile()));
    }

    @Override
    public void assign(String name, Optional<String> profile) {
        each(name, it -> it.withProfile(profile));
    }

    @Override
    public void rotate(String name) {
        done.add("rotated " + name);
    }

    @Override
    public void revoke(String name) {
        change(all -> all.filter(it -> !it.name().equals(name)));
    }
}
