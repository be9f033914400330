package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.StartViewModel.Progress;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.function.Consumer;

/// Three steps, one after another: who answers, who asks, and a first request. Each can be skipped,
/// and gone back to.
public final class FirstRunViewModel {
    enum Step {
        START,
        CLIENT,
        REQUEST
    }

    /// What the house does for each step.
    ///
    /// @param secrets told what was copied that should not stay
    public record House(
            Setup setup,
            Clients clients,
            Requests requests,
            DoorViewModel.Door door,
            Consumer<String> secrets) {}

    private final Texts texts;
    private final Runnable over;
    private final StartViewModel start;
    private final ConnectViewModel connect;
    private final RequestViewModel request;
    private final PortViewModel port;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.START);
    private final ReadOnlyStringWrapper next = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper canNext = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canSkip = new ReadOnlyBooleanWrapper();
    private boolean ended;

    /// @param over told once, when the last step was done or all were skipped
    public FirstRunViewModel(
            House house, Errands errands, Texts texts, Figures figures, Runnable over) {
        this.texts = texts;
        this.over = over;
        start = new StartViewModel(house.setup(), errands, texts);
        connect = new ConnectViewModel(house.clients(), house.secrets(), errands, texts);
        request = new RequestViewModel(house.requests(), errands, texts, figures);
        port = new PortViewModel(house.door(), errands, texts, this::moved);
        start.progressProperty().subscribe(_ -> offer());
        start.choiceProperty().subscribe(_ -> offer());
        connect.connectedProperty().subscribe(_ -> offer());
        connect.conditionProperty().subscribe(_ -> offer());
        connect.workingProperty().subscribe(_ -> offer());
        request.lightProperty().subscribe(_ -> offer());
        request.sendingProperty().subscribe(_ -> offer());
        step.subscribe(_ -> offer());
    }

    /// It came into sight.
    void appear() {
        start.look();
    }

    void beat() {
        port.beat();
        if (step.get() == Step.REQUEST) {
            request.beat();
        }
    }

    /// What the buttons say and do now.
    private void offer() {
        switch (step.get()) {
            case START -> {
                Progress progress = start.progressProperty().get();
                next.set(texts.get("firstRun.next." + word(progress)));
                canNext.set(progress == Progress.ASKABLE || progress == Progress.READY);
                canSkip.set(true);
            }
            case CLIENT -> {
                boolean offering = connect.isOffering();
                next.set(texts.get(offering ? "firstRun.claude.connect" : "firstRun.next.go"));
                canNext.set(!connect.workingProperty().get());
                canSkip.set(offering);
            }
            case REQUEST -> {
                boolean lit = request.lightProperty().get() == RequestViewModel.Light.ANSWERED;
                next.set(texts.get(lit ? "firstRun.finish" : "firstRun.request.send"));
                canNext.set(!request.sendingProperty().get());
                canSkip.set(!lit);
            }
        }
    }

    private String word(Progress progress) {
        return switch (progress) {
            case READY ->
                    start.choiceProperty().get() == StartViewModel.Choice.IMPORT ? "take" : "go";
            case WORKING -> "working";
            case ASKABLE, WANTING ->
                    start.choiceProperty().get() == StartViewModel.Choice.IMPORT ? "look" : "test";
        };
    }

    /// The main button.
    void next() {
        switch (step.get()) {
            case START -> start.advance(() -> go(Step.CLIENT));
            case CLIENT -> {
                if (connect.isOffering()) {
                    connect.connect();
                } else {
                    go(Step.REQUEST);
                }
            }
            case REQUEST -> {
                if (request.lightProperty().get() == RequestViewModel.Light.ANSWERED) {
                    end();
                } else {
                    request.send();
                }
            }
        }
    }

    void skip() {
        switch (step.get()) {
            case START -> {
                start.skip();
                go(Step.CLIENT);
            }
            case CLIENT -> go(Step.REQUEST);
            case REQUEST -> end();
        }
    }

    /// False where there is nothing before.
    boolean back() {
        switch (step.get()) {
            case START -> {
                return false;
            }
            case CLIENT -> go(Step.START);
            case REQUEST -> go(Step.CLIENT);
        }
        return true;
    }

    /// A client that was connected before leads to the port of before.
    private void moved() {
        if (step.get() != Step.START) {
            connect.look();
        }
        if (connect.oursProperty().get()) {
            go(Step.CLIENT);
        }
    }

    private void go(Step to) {
        step.set(to);
        if (to == Step.CLIENT) {
            connect.look();
        }
    }

    /// All that is left is skipped.
    void end() {
        if (!ended) {
            ended = true;
            start.skip();
            over.run();
        }
    }

    void close() {
        request.close();
    }

    // ------------------------------------------------------------------ what is shown

    StartViewModel start() {
        return start;
    }

    ConnectViewModel connect() {
        return connect;
    }

    RequestViewModel request() {
        return request;
    }

    PortViewModel port() {
        return port;
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// What the main button says.
    ReadOnlyStringProperty nextProperty() {
        return next.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canNextProperty() {
        return canNext.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canSkipProperty() {
        return canSkip.getReadOnlyProperty();
    }
}
