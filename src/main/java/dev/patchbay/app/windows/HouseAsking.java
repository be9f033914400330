package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.desktop.Pages;
import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.gui.settings.backends.Asking;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.Health;
import dev.patchbay.proxy.Switchboard.SignInCode;
import dev.patchbay.proxy.exchange.BackendTest;
import dev.patchbay.settings.SecretUnavailable;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// What the settings window asks backends, by the house's own switchboard.
record HouseAsking(Wiring house, HouseCredits left) implements Asking {
    @Override
    public List<Health> health() {
        return house.switchboard().health();
    }

    @Override
    public List<Tick> test(String backend) {
        return house.switchboard().test(backend).stream().map(HouseAsking::tick).toList();
    }

    private static Tick tick(BackendTest.Tick tick) {
        return new Tick(
                Question.valueOf(tick.question().toUpperCase(Locale.ROOT)),
                switch (tick.outcome()) {
                    case YES -> Outcome.YES;
                    case NO -> Outcome.NO;
                    case NOT_ASKED -> Outcome.NOT_ASKED;
                },
                tick.detail());
    }

    @Override
    public List<String> models(String backend) {
        return house.switchboard().models(backend);
    }

    @Override
    public Map<String, CreditLeft> credits() {
        return left.all();
    }

    @Override
    public boolean signedIn(String backend) {
        try {
            return house.logins().find(backend).filter(login -> !login.ended()).isPresent();
        } catch (SecretUnavailable e) {
            throw new IllegalStateException(e.message(), e);
        }
    }

    @Override
    public void signIn(String backend, Consumer<SignInCode> show) {
        house.switchboard().signIn(backend, show);
    }

    @Override
    public void browse(String page) {
        try {
            Pages.open(page);
        } catch (IOException e) {
            house.journal().add(new Note.Fault("window", page + " cannot be shown: " + e));
        }
    }
}
