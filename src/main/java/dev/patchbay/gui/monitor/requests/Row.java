package dev.patchbay.gui.monitor.requests;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/// A row of the table. What it says may come later, and changes while its request is under way; so
/// the list of rows changes only when a row comes or goes.
final class Row {
    private final ReadOnlyObjectWrapper<@Nullable Facts> facts = new ReadOnlyObjectWrapper<>();

    /// One that is being fetched.
    Row() {}

    Row(Facts facts) {
        this.facts.set(facts);
    }

    void show(Facts next) {
        if (!next.equals(facts.get())) {
            facts.set(next);
        }
    }

    @Nullable Facts facts() {
        return facts.get();
    }

    ReadOnlyObjectProperty<@Nullable Facts> factsProperty() {
        return facts.getReadOnlyProperty();
    }
}
