package dev.patchbay.backend;

import dev.patchbay.settings.Login;
import dev.patchbay.settings.Secret;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// One request shows a login: the one at hand and, should the backend refuse it, once more a
/// renewed one. What another program had kept meanwhile is tried before anything is renewed.
final class LoginSigning implements Signing {
    private final String backend;
    private final SignedIn signedIn;
    private final Function<Login, Signer.Signature> form;
    private @Nullable Login shown;
    private int refusals;

    LoginSigning(String backend, SignedIn signedIn, Function<Login, Signer.Signature> form) {
        this.backend = backend;
        this.signedIn = signedIn;
        this.form = form;
    }

    @Override
    public void first(XnioIoThread io, Consumer<Step> then) {
        Login current = signedIn.current(io);
        if (current != null) {
            shown = current;
            then.accept(new Step.Show(form.apply(current), ""));
        } else {
            fetch(io, Optional.empty(), "", then);
        }
    }

    @Override
    public boolean mayMend(int status) {
        return status == 401;
    }

    @Override
    public void next(Refusal refusal, XnioIoThread io, Consumer<Optional<Step>> then) {
        refusals++;
        Login login = Objects.requireNonNull(shown);
        if (refusals > 2 || refusals == 2 && signedIn.hasRenewed(login)) {
            then.accept(Optional.of(new Step.Refuse(signedIn.futile())));
            return;
        }
        fetch(
                io,
                Optional.of(login.accessToken()),
                "its token was refused (401) and has been renewed",
                step -> then.accept(Optional.of(step)));
    }

    private void fetch(
            XnioIoThread io, Optional<Secret> refused, String told, Consumer<Step> then) {
        Away.<Step>run(
                "token of " + backend,
                io,
                () -> {
                    Login login = signedIn.usable(io, refused);
                    shown = login;
                    return new Step.Show(form.apply(login), told);
                },
                Step.Refuse::new,
                then);
    }
}
