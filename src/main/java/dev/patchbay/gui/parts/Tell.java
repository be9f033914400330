package dev.patchbay.gui.parts;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;

/// Tells a person something that they are to have read.
public final class Tell {
    private Tell() {}

    /// @param key its words: `key.title` and `key.text`
    /// @param then done when it was read
    public static void once(Look look, Texts texts, String key, Runnable then) {
        var alert = new Alert(Alert.AlertType.NONE, texts.get(key + ".text"), ButtonType.OK);
        alert.setTitle(texts.get("app.name"));
        alert.setHeaderText(texts.get(key + ".title"));
        look.dress(alert.getDialogPane().getScene());
        alert.getDialogPane().getStyleClass().add("question");
        alert.setOnHidden(_ -> then.run());
        alert.show();
    }
}
