package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.backends.BackendsViewModel.Left;
import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.FormRow;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;

import java.util.Arrays;

/// Binds the fields of one backend.
public final class BackendFormController {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final BackendsViewModel model;
    private final BackendForm form;
    private final Texts texts;

    @FXML private Label title;
    @FXML private CheckBox enabled;
    @FXML private FormRow presetRow;
    @FXML private ChoiceBox<String> preset;
    @FXML private FormRow kindRow;
    @FXML private ChoiceBox<BackendKind> kind;
    @FXML private FormRow nameRow;
    @FXML private TextField name;
    @FXML private FormRow urlRow;
    @FXML private TextField url;
    @FXML private FormRow styleRow;
    @FXML private ChoiceBox<String> style;
    @FXML private TextField styleName;
    @FXML private FormRow keysRow;
    @FXML private Hyperlink keyPage;
    @FXML private FormRow signInRow;
    @FXML private FormRow creditRow;
    @FXML private Label credit;
    @FXML private TitledPane more;
    @FXML private FormRow compartmentRow;
    @FXML private TextField compartment;
    @FXML private FormRow regionRow;
    @FXML private TextField region;
    @FXML private FormRow profileRow;
    @FXML private TextField profile;
    @FXML private Button delete;
    @FXML private HBox deleteAsk;
    @FXML private Label deleteText;
    @FXML private Button deleteYes;
    @FXML private Button deleteNo;

    BackendFormController(BackendsViewModel model, Texts texts) {
        this.model = model;
        this.form = model.form;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        title.textProperty().bind(form.name.valueProperty());
        enabled.selectedProperty().bindBidirectional(form.enabled.valueProperty());
        choices();
        text(name, nameRow, form.name);
        text(url, urlRow, form.baseUrl);
        text(styleName, styleRow, form.styleName);
        text(compartment, compartmentRow, form.compartment);
        text(region, regionRow, form.region);
        text(profile, profileRow, form.profile);
        keyPage.setOnAction(_ -> model.browse(form.keyPage()));
        form.part.nowProperty().subscribe(_ -> arrange());
        model.creditProperty().subscribe(this::show);
        deletion();
    }

    private void show(Left now) {
        creditRow.present(!now.text().isEmpty());
        credit.setText(now.text());
        credit.pseudoClassStateChanged(WRONG, now.failed());
    }

    private static void text(TextField field, FormRow row, Entry<String> entry) {
        field.textProperty().bindBidirectional(entry.valueProperty());
        row.follow(entry.remarkProperty());
    }

    private void choices() {
        preset.getItems().setAll(Presets.SHIPPED.all().stream().map(Preset::id).toList());
        preset.setConverter(Words.by(id -> Presets.SHIPPED.of(id).map(Preset::name).orElse(id)));
        preset.valueProperty().bindBidirectional(form.preset.valueProperty());
        kind.getItems()
                .setAll(
                        Arrays.stream(BackendKind.values())
                                .filter(each -> each != BackendKind.DEMO)
                                .toList());
        kind.setConverter(Words.by(it -> texts.get("settings.kind." + it.text())));
        kind.valueProperty().bindBidirectional(form.kind.valueProperty());
        style.getItems().setAll(BackendForm.STYLES);
        style.setConverter(Words.by(word -> texts.get("settings.auth." + word)));
        style.valueProperty().bindBidirectional(form.style.valueProperty());
    }

    /// What makes sense for this kind of backend.
    private void arrange() {
        boolean demo = form.isDemo();
        String style = form.style.get();
        more.setVisible(!demo);
        more.setManaged(!demo);
        presetRow.present(!demo);
        kindRow.present(!demo && form.preset.get().equals("custom"));
        urlRow.present(!demo);
        styleRow.present(!demo);
        styleName.setVisible(style.equals("header") || style.equals("query"));
        styleName.setManaged(styleName.isVisible());
        keysRow.present(form.wantsKeys() && !style.equals("oci"));
        signInRow.present(style.equals("oauth"));
        compartmentRow.present(form.isOci());
        regionRow.present(form.isOci());
        profileRow.present(style.equals("oci"));
        keyPage.setVisible(!form.keyPage().isEmpty());
        keyPage.setManaged(keyPage.isVisible());
        keyPage.setText(form.keyPage().replaceFirst("^https://", ""));
        ask(false);
    }

    private void deletion() {
        delete.setOnAction(_ -> ask(true));
        deleteNo.setOnAction(_ -> ask(false));
        deleteYes.setOnAction(_ -> model.delete());
    }

    private void ask(boolean asking) {
        deleteAsk.setVisible(asking);
        deleteAsk.setManaged(asking);
        delete.setVisible(!asking);
        delete.setManaged(!asking);
        if (asking) {
            deleteText.setText(model.users());
            deleteNo.requestFocus();
        }
    }
}
