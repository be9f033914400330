package dev.patchbay.backend;

import org.xnio.XnioIoThread;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A signature that is made for one request, away from its I/O thread; after a 401 it is made once
/// more.
public final class MadeSigning implements Signing {
    private final String name;
    private final Function<XnioIoThread, Signer.Signature> make;
    private final Runnable forget;
    private boolean again;

    /// @param name what its thread is called
    /// @param make makes the signature; may block, and throws a `ProxyError` where it cannot. Where
    ///     it must ask somebody first, the thread is whose connections it uses
    /// @param forget the backend refused the signature: what it was made of is to be looked for
    /// anew
    public MadeSigning(
            String name, Function<XnioIoThread, Signer.Signature> make, Runnable forget) {
        this.name = name;
        this.make = make;
        this.forget = forget;
    }

    @Override
    public void first(XnioIoThread io, Consumer<Step> then) {
        Away.<Step>run(name, io, () -> new Step.Show(make.apply(io), ""), Step.Refuse::new, then);
    }

    @Override
    public boolean mayMend(int status) {
        return status == 401 && !again;
    }

    @Override
    public void next(Refusal refusal, XnioIoThread io, Consumer<Optional<Step>> then) {
        again = true;
        Away.<Optional<Step>>run(
                name,
                io,
                () -> {
                    forget.run();
                    String told = "its signature was refused (401) and made anew";
                    return Optional.of(new Step.Show(make.apply(io), told));
                },
                error -> Optional.of(new Step.Refuse(error)),
                then);
    }
}
