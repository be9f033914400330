package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.SettingsDraft;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import java.util.List;

/// Where a typed name would go for those whose aliases are shown, by the draft as it is right now.
final class WhereViewModel {
    /// @param lead targets in the order they are tried, or why there are none
    /// @param more why, and what goes elsewhere
    record Answer(String lead, List<String> more, boolean leads) {
        static final Answer NONE = new Answer("", List.of(), true);
    }

    private final SettingsDraft draft;
    private final ObservableValue<Whose> whose;
    private final Naming naming;
    private final Errands errands;
    private final Texts texts;
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Answer> answer = new ReadOnlyObjectWrapper<>(Answer.NONE);
    private boolean asking;
    private boolean again;

    WhereViewModel(
            SettingsDraft draft,
            ObservableValue<Whose> whose,
            Naming naming,
            Errands errands,
            Texts texts) {
        this.draft = draft;
        this.whose = whose;
        this.naming = naming;
        this.errands = errands;
        this.texts = texts;
        name.subscribe(_ -> ask());
        draft.nowProperty().subscribe(_ -> ask());
        whose.subscribe(_ -> ask());
    }

    /// One question at a time; what is typed meanwhile is asked afterwards.
    private void ask() {
        String asked = name.get().strip();
        if (asked.isEmpty()) {
            answer.set(Answer.NONE);
            return;
        }
        if (asking) {
            again = true;
            return;
        }
        asking = true;
        errands.run(
                () -> naming.where(asked, whose.getValue().profile(), draft.now()),
                lead -> told(asked, answer(lead)),
                fault ->
                        told(
                                asked,
                                new Answer(String.valueOf(fault.getMessage()), List.of(), false)));
    }

    private Answer answer(Naming.Lead lead) {
        List<String> more = new java.util.ArrayList<>();
        more.add(texts.get("settings.where.because", lead.reason()));
        whose.getValue().profile().ifPresent(id -> more.add(texts.get("settings.where.as", id)));
        more.addAll(lead.cases());
        return new Answer(
                String.join(texts.get("settings.where.then"), lead.targets()), more, true);
    }

    private void told(String asked, Answer what) {
        asking = false;
        boolean typedOn = again;
        again = false;
        if (asked.equals(name.get().strip())) {
            answer.set(what);
        }
        if (typedOn) {
            ask();
        }
    }

    StringProperty nameProperty() {
        return name;
    }

    ReadOnlyObjectProperty<Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }
}
