package dev.patchbay.gui.settings.backends;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.settings.backends.SignInViewModel.Stand;
import dev.patchbay.proxy.Switchboard.SignInCode;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// The sign-in to a backend: a code to enter, and the page to enter it on.
public final class SignInController {
    private final BackendsViewModel model;
    private final SignInViewModel signIn;

    @FXML private Button start;
    @FXML private Button cancel;
    @FXML private VBox asked;
    @FXML private Label code;
    @FXML private Button copy;
    @FXML private Button open;
    @FXML private Label page;
    @FXML private Label said;
    @FXML private Label signedIn;

    SignInController(BackendsViewModel model) {
        this.model = model;
        this.signIn = model.signIn;
    }

    @FXML
    private void initialize() {
        start.setOnAction(_ -> model.startSignIn());
        cancel.setOnAction(_ -> signIn.cancel());
        open.setOnAction(_ -> model.browse(signIn.page()));
        Copying.by(copy, code::getText);
        said.textProperty().bind(signIn.saidProperty());
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        signIn.standProperty().subscribe(this::show);
        signIn.codeProperty().subscribe(this::show);
    }

    private void show(Stand stand) {
        present(start, stand != Stand.WAITING);
        present(cancel, stand == Stand.WAITING);
        present(signedIn, stand == Stand.IN);
    }

    private void show(Optional<SignInCode> shown) {
        present(asked, shown.isPresent());
        code.setText(shown.map(SignInCode::code).orElse(""));
        page.setText(shown.map(SignInCode::page).orElse(""));
    }
}
