package dev.patchbay.gui.settings.draft;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One value of a form: what is typed or chosen goes to the draft, and what changes there comes
/// back.
public final class Entry<T> {
    private final ObjectProperty<T> value;
    private final ReadOnlyObjectWrapper<Remark> remark = new ReadOnlyObjectWrapper<>(Remark.NONE);
    private boolean busy;

    <S> Entry(
            Part<S> part,
            Function<S, T> read,
            BiFunction<S, T, S> write,
            T none,
            List<String> paths) {
        value = new SimpleObjectProperty<>(none);
        part.nowProperty().subscribe(_ -> alone(() -> value.set(part.get(read, none))));
        part.problemsProperty().subscribe(found -> remark.set(Remark.of(found, paths)));
        value.addListener(
                (_, _, next) -> {
                    if (next != null) {
                        alone(() -> part.change(it -> write.apply(it, next)));
                    }
                });
    }

    /// A value that comes from the draft does not go back to it, nor does one that was typed come
    /// back under the typing hand.
    private void alone(Runnable what) {
        if (!busy) {
            busy = true;
            try {
                what.run();
            } finally {
                busy = false;
            }
        }
    }

    public ObjectProperty<T> valueProperty() {
        return value;
    }

    public T get() {
        return value.get();
    }

    public void set(T next) {
        value.set(next);
    }

    public ReadOnlyObjectProperty<Remark> remarkProperty() {
        return remark.getReadOnlyProperty();
    }
}
