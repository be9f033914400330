package dev.patchbay.gui.settings.clients;

import dev.patchbay.connect.Connections.Standing;
import dev.patchbay.connect.Diff;
import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.clients.Connecting.Card;
import dev.patchbay.gui.settings.clients.Connecting.Copied;
import dev.patchbay.gui.settings.clients.Connecting.Proposal;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// Binds the clients' cards.
public final class ClientsController implements Screen {
    private final ClientsViewModel model;
    private final Parent root;

    @FXML private Label file;
    @FXML private Label standing;
    @FXML private Button connect;
    @FXML private Button disconnect;
    @FXML private VBox remarks;
    @FXML private VBox preview;
    @FXML private VBox diff;
    @FXML private Label left;
    @FXML private Button make;
    @FXML private Button forget;
    @FXML private Label said;
    @FXML private Button copyRun;
    @FXML private Button copyAnthropic;
    @FXML private Button copyOpenAi;

    public ClientsController(ClientsViewModel model, Texts texts) {
        this.model = model;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        model.cardProperty().subscribe(this::show);
        model.proposalProperty().subscribe(this::show);
        connect.setOnAction(_ -> model.connect());
        disconnect.setOnAction(_ -> model.disconnect());
        make.setOnAction(_ -> model.make());
        forget.setOnAction(_ -> model.forget());
        said.textProperty().bind(model.saidProperty());
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        Copying.by(copyRun, () -> model.lines(Copied.RUN));
        Copying.secretBy(copyAnthropic, () -> model.lines(Copied.ANTHROPIC));
        Copying.secretBy(copyOpenAi, () -> model.lines(Copied.OPENAI));
    }

    private void show(Card card) {
        file.setText(card.file());
        standing.setText(model.standing(card));
        boolean current = card.standing().equals(Optional.of(Standing.CURRENT));
        standing.getStyleClass().setAll("label", "pill", style(card));
        present(connect, model.canConnect(card));
        connect.setText(model.wish(card));
        present(disconnect, card.standing().isPresent());
        remarks.getChildren()
                .setAll(card.remarks().stream().map(ClientsController::remark).toList());
        present(remarks, !current || !card.remarks().isEmpty());
    }

    private static String style(Card card) {
        return card.standing()
                .map(
                        it ->
                                switch (it) {
                                    case CURRENT -> "pill-fine";
                                    case OUTDATED, CHANGED, UNREADABLE -> "pill-failed";
                                })
                .orElse("pill-cancelled");
    }

    private static Label remark(String text) {
        var label = new Label(text);
        label.getStyleClass().add("form-override");
        label.setWrapText(true);
        return label;
    }

    private void show(Optional<Proposal> shown) {
        present(preview, shown.isPresent());
        diff.getChildren()
                .setAll(
                        shown.stream()
                                .flatMap(it -> it.lines().stream())
                                .map(ClientsController::line)
                                .toList());
        left.setText(shown.map(it -> String.join(", ", it.left())).orElse(""));
        present(left, !left.getText().isEmpty());
    }

    private static Label line(Diff.Line line) {
        boolean out = line.sign() == Diff.Sign.OUT;
        var label = new Label("%4d %s %s".formatted(line.number(), out ? "−" : "+", line.text()));
        label.getStyleClass().addAll("mono", "diff-line", out ? "diff-out" : "diff-in");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private static void present(Node node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        model.appear();
    }

    @Override
    public void refresh() {
        model.appear();
    }
}
