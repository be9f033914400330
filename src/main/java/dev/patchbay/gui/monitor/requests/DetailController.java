package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.Texts;

import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Consumer;

/// The open request: its head, and what is known of it.
final class DetailController {
    private final DetailViewModel model;
    private final Texts texts;
    private final Consumer<String> look;
    private final Take take;

    @FXML private VBox pane;
    @FXML private Label title;
    @FXML private Label subtitle;
    @FXML private Label pill;
    @FXML private MenuButton copy;
    @FXML private MenuButton save;
    @FXML private Button close;
    @FXML private TabPane tabs;
    @FXML private Tab replayTab;
    @FXML private ScrollPane summaryScroll;
    @FXML private VBox summary;
    @FXML private GridPane course;
    @FXML private ProgressBar courseBar;

    /// @param look looks for all requests of which something is so
    DetailController(DetailViewModel model, Texts texts, Consumer<String> look, Take take) {
        this.model = model;
        this.texts = texts;
        this.look = look;
        this.take = take;
    }

    @FXML
    private void initialize() {
        model.factsProperty().subscribe(facts -> facts.ifPresent(this::head));
        model.summaryProperty().subscribe(this::show);
        model.courseProperty().subscribe(this::show);
        close.setOnAction(_ -> model.close());
        copy.getItems()
                .addAll(
                        item("requests.copy.id", this::copyId),
                        item("requests.copy.curl", () -> copy(Outlets.Form.CURL)),
                        item("requests.copy.json", () -> copy(Outlets.Form.JSON)));
        save.getItems()
                .addAll(
                        item("requests.save.har", () -> save(Outlets.Form.HAR, "har")),
                        item("requests.save.json", () -> save(Outlets.Form.JSON, "json")));
    }

    private MenuItem item(String key, Runnable then) {
        var item = new MenuItem(texts.get(key));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> then.run());
        return item;
    }

    private Optional<String> id() {
        return model.factsProperty().get().map(facts -> facts.exchange().id());
    }

    private void copyId() {
        id().ifPresent(Copying::copy);
        model.tell("requests.copied");
    }

    private void copy(Outlets.Form form) {
        model.copy(form, Copying::copy);
    }

    private void save(Outlets.Form form, String ending) {
        take.where(
                        pane.getScene().getWindow(),
                        texts.get("requests.save"),
                        id().orElse("request") + "." + ending)
                .ifPresent(file -> model.save(form, file));
    }

    private void head(Facts facts) {
        title.setText(facts.asked());
        subtitle.setText(
                facts.answeredBy().isEmpty()
                        ? facts.time()
                        : texts.get("requests.head", facts.answeredBy(), facts.time()));
        pill.setText(facts.status());
        pill.getStyleClass().setAll("label", "pill", facts.outcome().style());
    }

    private void show(Summary now) {
        summary.getChildren().clear();
        for (Summary.Section section : now.sections()) {
            var name = new Label(texts.get("requests.section." + section.key()));
            name.getStyleClass().add("section-title");
            var grid = new GridPane();
            grid.getStyleClass().add("facts");
            int row = 0;
            for (Summary.Fact fact : section.facts()) {
                var label = new Label(fact.name());
                label.getStyleClass().add("fact-name");
                GridPane.setValignment(label, VPos.TOP);
                grid.addRow(row++, label, value(fact));
            }
            summary.getChildren().add(new VBox(name, grid));
        }
        summaryScroll.setVvalue(0);
    }

    private Node value(Summary.Fact fact) {
        if (fact.look().isEmpty() && fact.other().isEmpty()) {
            var value = new Label(fact.value());
            value.setWrapText(true);
            return value;
        }
        var link = new Hyperlink(fact.value());
        link.getStyleClass().add("fact-link");
        link.setWrapText(true);
        if (fact.other().isEmpty()) {
            link.setTooltip(new Tooltip(texts.get("requests.lookFor", fact.look())));
            link.setOnAction(_ -> look.accept(fact.look()));
        } else {
            link.setOnAction(_ -> model.seek(fact.other()));
        }
        return link;
    }

    private void show(Course now) {
        courseBar.setVisible(now.waitShare() >= 0);
        courseBar.setManaged(now.waitShare() >= 0);
        courseBar.setProgress(Math.max(0, now.waitShare()));
        course.getChildren().clear();
        int row = 0;
        for (Course.Step step : now.steps()) {
            var at = new Label(step.at());
            at.getStyleClass().add("step-time");
            GridPane.setValignment(at, VPos.TOP);
            var what = new Label(step.what());
            what.setWrapText(true);
            course.addRow(row++, at, what);
        }
    }

    /// To where it is sent again.
    void showReplay() {
        tabs.getSelectionModel().select(replayTab);
    }

    void showTab(int index) {
        tabs.getSelectionModel().select(index);
    }
}
