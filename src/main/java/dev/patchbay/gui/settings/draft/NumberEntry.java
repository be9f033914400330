package dev.patchbay.gui.settings.draft;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// A whole number of a form, as it is typed. What is none, or lies outside the bounds, does not
/// reach the draft, and keeps it from being saved.
public final class NumberEntry {
    private static final int LONGEST = 9;

    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Remark> remark = new ReadOnlyObjectWrapper<>(Remark.NONE);
    private final SettingsDraft draft;
    private final int least;
    private final int most;
    private final Supplier<String> place;
    private final Runnable reset;
    private boolean busy;

    <S> NumberEntry(
            Part<S> part,
            Function<S, Integer> read,
            BiFunction<S, Integer, S> write,
            int least,
            int most,
            String path) {
        this.draft = part.draft();
        this.least = least;
        this.most = most;
        this.place = () -> part.at(path);
        this.reset = () -> show(part.get(it -> read.apply(it).toString(), ""));
        part.nowProperty().subscribe(_ -> reset());
        text.addListener(
                (_, _, typed) -> {
                    if (!busy) {
                        busy = true;
                        take(part, write, typed.strip());
                        busy = false;
                    }
                });
    }

    /// Back to what the draft says.
    void reset() {
        reset.run();
    }

    private void show(String value) {
        if (!busy) {
            busy = true;
            text.set(value);
            remark.set(Remark.NONE);
            draft.fits(this);
            busy = false;
        }
    }

    private <S> void take(Part<S> part, BiFunction<S, Integer, S> write, String typed) {
        boolean number = typed.length() <= LONGEST && typed.matches("\\d+");
        if (number && Integer.parseInt(typed) >= least && Integer.parseInt(typed) <= most) {
            remark.set(Remark.NONE);
            draft.fits(this);
            part.change(it -> write.apply(it, Integer.parseInt(typed)));
        } else {
            String sentence = draft.outside(least, most);
            remark.set(new Remark(sentence, true));
            draft.misfits(this, place.get(), sentence);
        }
    }

    public StringProperty textProperty() {
        return text;
    }

    public ReadOnlyObjectProperty<Remark> remarkProperty() {
        return remark.getReadOnlyProperty();
    }
}
