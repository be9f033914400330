package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.backends.Asking.Tick;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.List;

/// What a backend answers when it is tried: five ticks, and its models.
final class TestViewModel {
    private final Asking asking;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Tick>> ticks = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> models =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private int turn;

    TestViewModel(Asking asking, Errands errands, Texts texts) {
        this.asking = asking;
        this.errands = errands;
        this.texts = texts;
    }

    /// Another backend is looked at.
    void forget() {
        turn++;
        ticks.set(List.of());
        models.set(List.of());
        said.set("");
        busy.set(false);
    }

    /// @param after done when it is over
    void run(String backend, Runnable after) {
        int mine = begin("settings.backends.testing");
        errands.run(
                () -> asking.test(backend),
                found -> {
                    if (mine == turn) {
                        end("");
                        ticks.set(found);
                    }
                    after.run();
                },
                fault -> failed(mine, fault));
    }

    void fetch(String backend) {
        int mine = begin("settings.backends.fetching");
        errands.run(
                () -> asking.models(backend),
                found -> {
                    if (mine == turn) {
                        end(texts.get("settings.backends.fetched", found.size()));
                        models.set(found);
                    }
                },
                fault -> failed(mine, fault));
    }

    private int begin(String key) {
        forget();
        busy.set(true);
        said.set(texts.get(key));
        return turn;
    }

    private void end(String text) {
        busy.set(false);
        said.set(text);
    }

    private void failed(int mine, Exception fault) {
        if (mine == turn) {
            end(String.valueOf(fault.getMessage()));
        }
    }

    ReadOnlyObjectProperty<List<Tick>> ticksProperty() {
        return ticks.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<String>> modelsProperty() {
        return models.getReadOnlyProperty();
    }

    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
