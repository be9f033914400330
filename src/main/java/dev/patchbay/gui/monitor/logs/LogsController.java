package dev.patchbay.gui.monitor.logs;

import dev.patchbay.gui.parts.ConditionPane;
import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.ScreenWindow;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.journal.LogLevel;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.StringConverter;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The log: its lines, and above them what chooses among them.
public final class LogsController implements Screen {
    private static final double LINE = 22;
    private static final KeyCombination COPY = ScreenWindow.shortcut(KeyCode.C);
    private static final KeyCombination END =
            new KeyCodeCombination(KeyCode.END, KeyCombination.SHORTCUT_ANY);

    private final LogsViewModel model;
    private final Texts texts;
    private final Consumer<String> open;
    private final Parent root;

    @FXML private ConditionPane content;
    @FXML private ListView<LogLine> list;
    @FXML private Label count;
    @FXML private Label trouble;
    @FXML private TextField words;
    @FXML private ChoiceBox<LogLevel> level;
    @FXML private ToggleButton pause;
    @FXML private Button jump;
    @FXML private Button copy;
    @FXML private Button file;

    /// @param open leads to the request of this id
    public LogsController(LogsViewModel model, Texts texts, Consumer<String> open) {
        this.model = model;
        this.texts = texts;
        this.open = open;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        content.follow(model.conditionProperty(), model::showAll);
        count.textProperty().bind(model.countProperty());
        trouble.textProperty().bind(model.troubleProperty());
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        words.textProperty().bindBidirectional(model.wordsProperty());
        level.getItems().setAll(LogsViewModel.LEVELS);
        level.setConverter(new Named());
        level.valueProperty().bindBidirectional(model.levelProperty());
        pause.selectedProperty().bindBidirectional(model.pausedProperty());
        model.pausedProperty().subscribe(this::showPause);
        model.waitingProperty().subscribe(_ -> showJump());
        model.followingProperty().subscribe(_ -> showJump());
        jump.setOnAction(_ -> model.jump());
        file.setOnAction(_ -> model.openFile());
        Copying.by(copy, () -> model.text(chosenOrAll()));
        list();
    }

    private void list() {
        list.setItems(model.shown());
        list.setFixedCellSize(LINE);
        list.setCellFactory(_ -> new LogCell(texts, open));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list.addEventFilter(ScrollEvent.SCROLL, event -> turned(event.getDeltaY()));
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> model.followingProperty().set(false));
        list.setOnMouseClicked(
                event -> {
                    if (event.getClickCount() > 1) {
                        openChosen();
                    }
                });
        model.followingProperty().subscribe(_ -> keepUp());
    }

    private void keepUp() {
        if (model.followingProperty().get() && !model.shown().isEmpty()) {
            list.scrollTo(model.shown().size() - 1);
        }
    }

    /// Who goes up wants to read there.
    private void turned(double by) {
        if (by > 0) {
            model.followingProperty().set(false);
        }
    }

    private void pressed(KeyEvent event) {
        if (COPY.match(event)) {
            event.consume();
            Copying.copy(model.text(chosenOrAll()));
        } else if (END.match(event)) {
            model.jump();
        } else if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            openChosen();
        } else if (event.getCode().isNavigationKey()) {
            model.followingProperty().set(false);
        }
    }

    private void openChosen() {
        LogLine chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            chosen.exchange().ifPresent(open);
        }
    }

    private List<LogLine> chosenOrAll() {
        List<LogLine> chosen = List.copyOf(list.getSelectionModel().getSelectedItems());
        return chosen.isEmpty() ? List.copyOf(model.shown()) : chosen;
    }

    private void showPause(boolean paused) {
        pause.setText(texts.get(paused ? "logs.resume" : "logs.pause"));
        pause.setGraphic(new FontIcon(paused ? "fth-play" : "fth-pause"));
    }

    /// There is something to jump to only where the newest line is not kept in sight.
    private void showJump() {
        String news = model.waitingProperty().get();
        jump.setText(news.isEmpty() ? texts.get("logs.jump") : news);
        jump.setVisible(!model.followingProperty().get() || !news.isEmpty());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        keepUp();
    }

    /// The list knows of new lines before it is told to show the last of them.
    @Override
    public void beat() {
        if (model.beat()) {
            keepUp();
        }
    }

    @Override
    public void find() {
        words.requestFocus();
        words.selectAll();
    }

    @Override
    public boolean back() {
        boolean looking = !words.getText().isEmpty();
        words.clear();
        return looking;
    }

    /// Levels in words.
    private final class Named extends StringConverter<LogLevel> {
        @Override
        public String toString(LogLevel shown) {
            return shown == null
                    ? ""
                    : texts.get("logs.from." + shown.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public LogLevel fromString(String name) {
            throw new UnsupportedOperationException("nobody types a level");
        }
    }
}
