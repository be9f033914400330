package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.proxy.Switchboard.SignInCode;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A person signs in to a backend by a code that they enter on a page of its own.
final class SignInViewModel {
    enum Stand {
        OUT,
        /// The backend is asked for a code, or somebody is to enter it.
        WAITING,
        IN
    }

    private final Asking asking;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Stand> stand = new ReadOnlyObjectWrapper<>(Stand.OUT);
    private final ReadOnlyObjectWrapper<Optional<SignInCode>> code =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private volatile @Nullable SignInCode came;
    private volatile @Nullable Thread waiting;
    private int turn;

    SignInViewModel(Asking asking, Errands errands, Texts texts) {
        this.asking = asking;
        this.errands = errands;
        this.texts = texts;
    }

    /// Another backend is looked at.
    void about(String backend) {
        cancel();
        int mine = turn;
        errands.run(
                () -> asking.signedIn(backend),
                in -> {
                    if (mine == turn) {
                        stand.set(in ? Stand.IN : Stand.OUT);
                    }
                },
                fault -> failed(mine, fault));
    }

    void start(String backend) {
        cancel();
        int mine = turn;
        stand.set(Stand.WAITING);
        said.set(texts.get("settings.signIn.asking"));
        errands.run(
                () -> {
                    waiting = Thread.currentThread();
                    try {
                        asking.signIn(backend, shown -> came = shown);
                    } finally {
                        waiting = null;
                    }
                    return "";
                },
                _ -> {
                    if (mine == turn) {
                        end(Stand.IN, texts.get("settings.signIn.done"));
                    }
                },
                fault -> failed(mine, fault));
    }

    /// Gives up what is under way.
    void cancel() {
        turn++;
        Thread busy = waiting;
        if (busy != null) {
            busy.interrupt();
        }
        end(Stand.OUT, "");
    }

    private void failed(int mine, Exception fault) {
        if (mine == turn) {
            end(Stand.OUT, String.valueOf(fault.getMessage()));
        }
    }

    private void end(Stand now, String text) {
        came = null;
        code.set(Optional.empty());
        stand.set(now);
        said.set(text);
    }

    void beat() {
        SignInCode now = came;
        if (now != null && code.get().isEmpty() && stand.get() == Stand.WAITING) {
            code.set(Optional.of(now));
            said.set(texts.get("settings.signIn.waiting", now.lifetime().toMinutes()));
        }
    }

    /// Where the code is entered; the page that knows it already, if there is one.
    String page() {
        return code.get().map(it -> it.direct().orElse(it.page())).orElse("");
    }

    ReadOnlyObjectProperty<Stand> standProperty() {
        return stand.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<SignInCode>> codeProperty() {
        return code.getReadOnlyProperty();
    }

    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
