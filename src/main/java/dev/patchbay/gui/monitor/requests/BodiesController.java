package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.ConditionPane;
import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.ScreenWindow;
import dev.patchbay.journal.Recording;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The bodies of a request: which of them, and its lines.
final class BodiesController {
    private final BodiesViewModel model;

    @FXML private ConditionPane content;
    @FXML private ListView<String> list;
    @FXML private ToggleButton clientRequest;
    @FXML private ToggleButton upstreamRequest;
    @FXML private ToggleButton upstreamAnswer;
    @FXML private ToggleButton clientAnswer;
    @FXML private Label size;
    @FXML private TextField words;
    @FXML private Button copy;

    BodiesController(BodiesViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        var group = new ToggleGroup();
        side(clientRequest, Recording.Side.CLIENT_REQUEST, group);
        side(upstreamRequest, Recording.Side.UPSTREAM_REQUEST, group);
        side(upstreamAnswer, Recording.Side.UPSTREAM_ANSWER, group);
        side(clientAnswer, Recording.Side.CLIENT_ANSWER, group);
        clientRequest.setSelected(true);
        content.follow(model.conditionProperty(), model::act);
        size.textProperty().bind(model.sizeProperty());
        Copying.by(copy, model::text);
        words.setOnAction(_ -> findNext());
        list.setItems(model.lines());
        list.setCellFactory(_ -> new Line());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void side(ToggleButton button, Recording.Side side, ToggleGroup group) {
        button.setToggleGroup(group);
        button.setOnAction(
                _ -> {
                    button.setSelected(true); // one of them always is
                    model.show(side);
                });
    }

    private void pressed(KeyEvent event) {
        if (ScreenWindow.shortcut(KeyCode.C).match(event)) {
            event.consume();
            Copying.copy(String.join("\n", list.getSelectionModel().getSelectedItems()));
        }
    }

    private void findNext() {
        int from = list.getSelectionModel().getSelectedIndex();
        model.find(words.getText().strip(), from)
                .ifPresent(
                        at -> {
                            list.getSelectionModel().clearAndSelect(at);
                            list.scrollTo(Math.max(0, at - 3));
                        });
    }

    /// A line as wide as the list, however long it is.
    private static final class Line extends ListCell<String> {
        /// The list's border and its scroll bar.
        private static final double SIDES = 14;

        Line() {
            setWrapText(true);
            setPrefWidth(0);
        }

        @Override
        protected double computePrefHeight(double width) {
            double inner = getListView() == null ? width : getListView().getWidth() - SIDES;
            return super.computePrefHeight(inner);
        }

        @Override
        protected void updateItem(String line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty || line == null ? "" : line);
        }
    }
}
