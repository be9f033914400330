package dev.patchbay.gui.settings.clients;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.Connections.Standing;
import dev.patchbay.connect.Diff;
import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.clients.Connecting.Card;
import dev.patchbay.gui.settings.clients.Connecting.Copied;
import dev.patchbay.gui.settings.clients.Connecting.Proposal;
import dev.patchbay.gui.settings.clients.Connecting.Whose;
import dev.patchbay.gui.settings.draft.Words;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Binds the clients' cards.
public final class ClientsController implements Screen {
    private final ClientsViewModel model;
    private final Texts texts;
    private final Consumer<String> secrets;
    private final Parent root;

    @FXML private ChoiceBox<Scope> scope;
    @FXML private HBox folderLine;
    @FXML private Label folder;
    @FXML private Button choose;
    @FXML private VBox others;
    @FXML private VBox otherLines;
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

    /// @param secrets told what was copied that should not stay
    public ClientsController(ClientsViewModel model, Texts texts, Consumer<String> secrets) {
        this.model = model;
        this.texts = texts;
        this.secrets = secrets;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        scope.getItems().setAll(Scope.values());
        scope.setConverter(Words.by(model::word));
        scope.valueProperty().bindBidirectional(model.scopeProperty());
        model.scopeProperty().subscribe(_ -> present(folderLine, model.needsFolder()));
        model.folderProperty()
                .subscribe(
                        it ->
                                folder.setText(
                                        it.map(Path::toString)
                                                .orElse(texts.get("settings.clients.noFolder"))));
        choose.setOnAction(_ -> choose());
        model.othersProperty().subscribe(this::tell);
        model.cardProperty().subscribe(this::show);
        model.proposalProperty().subscribe(this::show);
        connect.setOnAction(_ -> model.connect());
        disconnect.setOnAction(_ -> model.disconnect());
        make.setOnAction(_ -> model.make());
        forget.setOnAction(_ -> model.forget());
        said.textProperty().bind(model.saidProperty());
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        Copying.by(copyRun, () -> model.lines(Copied.RUN));
        Copying.by(copyAnthropic, () -> model.lines(Copied.ANTHROPIC), secrets);
        Copying.by(copyOpenAi, () -> model.lines(Copied.OPENAI), secrets);
    }

    private void choose() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("settings.clients.folder"));
        File chosen = chooser.showDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.choose(chosen.toPath());
        }
    }

    private void tell(List<Whose> connected) {
        otherLines
                .getChildren()
                .setAll(
                        connected.stream()
                                .map(
                                        it -> {
                                            var link = new Hyperlink(model.word(it));
                                            link.setOnAction(_ -> model.turnTo(it));
                                            return link;
                                        })
                                .toList());
        present(others, !connected.isEmpty());
    }

    private void show(Card card) {
        file.setText(card.file());
        present(file, !card.file().isEmpty());
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

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        model.appear();
    }
}
