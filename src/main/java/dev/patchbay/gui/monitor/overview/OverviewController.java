package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.DoorViewModel.Lamp;
import dev.patchbay.gui.parts.LampDot;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.function.Consumer;

/// The overview: the door on top, then figures, pace, spending and the last requests.
public final class OverviewController implements Screen {
    private final OverviewViewModel model;
    private final Texts texts;
    private final Parent root;

    @FXML private LampDot lamp;
    @FXML private Label headline;
    @FXML private Label address;
    @FXML private Button copy;
    @FXML private Button turn;
    @FXML private Button move;
    @FXML private Node trouble;
    @FXML private Label troubleTitle;
    @FXML private Label troubleText;
    @FXML private CounterCard tokens;
    @FXML private CounterCard cost;
    @FXML private CounterCard requests;
    @FXML private CounterCard streams;
    @FXML private PaceChart out;
    @FXML private PaceChart in;

    /// @param open leads to the request of this id
    public OverviewController(OverviewViewModel model, Texts texts, Consumer<String> open) {
        this.model = model;
        this.texts = texts;
        this.root =
                Views.load(
                        texts,
                        this,
                        new SpendController(model.spend()),
                        new LatestController(model.latest(), open),
                        new HealthController(model.health(), texts),
                        new RenewalController(model.renewal()));
    }

    @FXML
    private void initialize() {
        showDoor(model.door());
        tokens.follow(model.counters().tokensProperty());
        cost.follow(model.counters().costProperty());
        cost.fill(model.counters().budgetProperty());
        requests.follow(model.counters().requestsProperty());
        streams.follow(model.counters().streamsProperty());
        out.follow(model.pace().outProperty(), model.pace()::axis, this::ago);
        in.follow(model.pace().inProperty(), model.pace()::axis, this::ago);
    }

    private void showDoor(DoorViewModel door) {
        lamp.follow(door.lampProperty());
        headline.textProperty().bind(door.headlineProperty());
        address.textProperty().bind(door.addressProperty());
        Copying.by(copy, () -> door.addressProperty().get());
        turn.disableProperty().bind(door.workingProperty());
        turn.setOnAction(_ -> door.turn());
        door.openProperty().subscribe(this::showTurn);
        var troubled = door.lampProperty().map(lamp -> lamp == Lamp.ATTENTION);
        // The words are in the box then.
        headline.visibleProperty().bind(trouble.visibleProperty().not());
        headline.managedProperty().bind(headline.visibleProperty());
        trouble.visibleProperty().bind(troubled);
        trouble.managedProperty().bind(troubled);
        troubleTitle.textProperty().bind(door.headlineProperty());
        troubleText.textProperty().bind(door.detailProperty());
        move.textProperty().bind(door.offerProperty());
        move.visibleProperty().bind(door.offerProperty().isNotEmpty());
        move.managedProperty().bind(move.visibleProperty());
        move.disableProperty().bind(door.workingProperty());
        move.setOnAction(_ -> door.move(model::refresh));
    }

    private void showTurn(boolean open) {
        turn.setText(texts.get(open ? "door.stop" : "door.start"));
        turn.setGraphic(new FontIcon(open ? "fth-square" : "fth-play"));
        turn.getStyleClass().remove("accent");
        if (!open) {
            turn.getStyleClass().add("accent");
        }
    }

    private String ago(double minutes) {
        return minutes < 1
                ? texts.get("overview.pace.rightNow")
                : texts.get("overview.pace.ago", Math.round(minutes));
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        model.refresh();
    }

    @Override
    public void beat() {
        model.beat();
    }
}
