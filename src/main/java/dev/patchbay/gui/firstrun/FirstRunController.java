package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.FirstRunViewModel.Step;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.EnumMap;
import java.util.Map;

/// The steps on top, the one of now below them, and the buttons that lead on.
public final class FirstRunController implements Screen {
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private final FirstRunViewModel model;
    private final Texts texts;
    private final StartController startSteps;
    private final RequestController requestSteps;
    private final Parent root;
    private final Map<Step, Label> marks = new EnumMap<>(Step.class);
    private final Map<Step, Node> views = new EnumMap<>(Step.class);

    @FXML private Label startMark;
    @FXML private Label clientMark;
    @FXML private Label requestMark;
    @FXML private ScrollPane scroll;
    @FXML private Node start;
    @FXML private Node client;
    @FXML private Node request;
    @FXML private Button later;
    @FXML private Button back;
    @FXML private Button skip;
    @FXML private Button next;
    private boolean held;

    public FirstRunController(FirstRunViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        startSteps = new StartController(model.start(), texts);
        requestSteps = new RequestController(model.request(), model.connect()::command);
        this.root =
                Views.load(
                        texts,
                        this,
                        new PortController(model.port()),
                        startSteps,
                        new ConnectController(model.connect(), texts),
                        requestSteps);
    }

    @FXML
    private void initialize() {
        marks.put(Step.START, startMark);
        marks.put(Step.CLIENT, clientMark);
        marks.put(Step.REQUEST, requestMark);
        views.put(Step.START, start);
        views.put(Step.CLIENT, client);
        views.put(Step.REQUEST, request);
        next.textProperty().bind(model.nextProperty());
        next.disableProperty().bind(model.canNextProperty().not());
        skip.visibleProperty().bind(model.canSkipProperty());
        skip.managedProperty().bind(model.canSkipProperty());
        back.disableProperty().bind(model.stepProperty().isEqualTo(Step.START));
        later.visibleProperty().bind(model.canSkipProperty());
        later.setOnAction(_ -> model.end());
        back.setOnAction(_ -> model.back());
        skip.setOnAction(_ -> model.skip());
        next.setOnAction(_ -> goOn());
        next.disabledProperty().subscribe(this::giveBack);
        model.request().lightProperty().subscribe(_ -> mark(model.stepProperty().get()));
        start.addEventFilter(KeyEvent.KEY_PRESSED, this::onward);
        model.stepProperty().subscribe(this::show);
        // What was found stands at the end, which a small window does not show.
        StartViewModel said = model.start();
        said.trial().ticksProperty().subscribe(found -> seeEnd(!found.isEmpty()));
        said.broughtProperty().subscribe(found -> seeEnd(found.isPresent()));
        said.troubleProperty().subscribe(found -> seeEnd(!found.isEmpty()));
        said.trial().modelsProperty().subscribe(found -> seeEnd(!found.isEmpty()));
    }

    private void goOn() {
        held = next.isFocused();
        model.next();
        held &= next.isDisabled();
    }

    /// A button that cannot be pressed while its work is done loses the keyboard by that.
    private void giveBack(boolean disabled) {
        if (held && !disabled) {
            held = false;
            next.requestFocus();
        }
    }

    /// A radio button would keep Enter for itself, and has nothing to do with it.
    private void onward(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof RadioButton) {
            event.consume();
            next.fire();
        }
    }

    private void seeEnd(boolean found) {
        if (found) {
            scroll.setVvalue(scroll.getVmax());
        }
    }

    private void show(Step now) {
        views.forEach((step, view) -> view.setVisible(step == now));
        views.forEach((step, view) -> view.setManaged(step == now));
        mark(now);
        scroll.setVvalue(0);
        if (now == Step.REQUEST) {
            requestSteps.appear();
        }
        focus(now);
    }

    private void mark(Step now) {
        boolean lit = model.request().lightProperty().get() == RequestViewModel.Light.ANSWERED;
        marks.forEach((step, mark) -> mark(step, mark, now, lit));
    }

    /// @param lit whether the last step is done, too
    private void mark(Step step, Label mark, Step now, boolean lit) {
        boolean done = step.compareTo(now) < 0 || lit && step == Step.REQUEST;
        mark.pseudoClassStateChanged(NOW, step == now);
        mark.pseudoClassStateChanged(DONE, done);
        mark.setAccessibleText(
                texts.get(
                        step == now
                                ? "firstRun.step.now"
                                : done ? "firstRun.step.done" : "firstRun.step.next",
                        step.ordinal() + 1,
                        mark.getText()));
    }

    private void focus(Step now) {
        if (now == Step.START) {
            startSteps.focus();
        } else {
            next.requestFocus();
        }
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        model.appear();
        focus(model.stepProperty().get());
    }

    @Override
    public void beat() {
        model.beat();
    }

    @Override
    public boolean back() {
        return model.back();
    }

    @Override
    public void close() {
        model.close();
    }
}
