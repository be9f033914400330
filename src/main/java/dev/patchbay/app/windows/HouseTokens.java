package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.settings.general.OwnTokens;
import dev.patchbay.gui.settings.general.OwnTokens.Token;
import dev.patchbay.keys.TokenBook;
import dev.patchbay.settings.Profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The local tokens of the house.
record HouseTokens(Wiring house, TokenBook book) implements OwnTokens {
    static HouseTokens of(Wiring house) {
        return new HouseTokens(
                house, new TokenBook(house.settings(), house.secrets(), house.settingsFolder()));
    }

    @Override
    public List<Token> all() {
        return house.settings().stored().server().tokens().stream()
                .map(it -> new Token(it.name(), it.profile()))
                .toList();
    }

    @Override
    public String value(String name) {
        return house.door().tokenNamed(name);
    }

    @Override
    public void add(String name, Optional<String> profile) throws Exception {
        if (profile.isPresent() && house.settings().stored().profile(profile.get()).isEmpty()) {
            var made = Profile.of(profile.get());
            house.settings()
                    .update(
                            it ->
                                    it.withProfiles(
                                            Stream.concat(it.profiles().stream(), Stream.of(made))
                                                    .toList()));
        }
        book.add(name, profile);
        house.reload();
    }

    @Override
    public void rename(String from, String to) throws Exception {
        book.rename(from, to);
        house.reload();
    }

    @Override
    public void assign(String name, Optional<String> profile) throws Exception {
        book.assign(name, profile);
        house.reload();
    }

    @Override
    public void rotate(String name) throws Exception {
        book.rotate(name);
        house.reload();
    }

    @Override
    public void revoke(String name) throws Exception {
        book.revoke(name);
        house.reload();
    }
}
