package dev.patchbay.desktop;

import dev.patchbay.settings.OwnerOnly;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The ear of a running Patchbay for other programs of ours: a Unix domain socket that only its
/// owner reaches, in a folder that only its owner opens.
///
/// A lock beside the socket, which the system takes back from one that dies, tells a socket that is
/// served from one that was left behind.
public final class ControlSocket implements AutoCloseable {
    private final ServerSocketChannel server;
    private final FileChannel lock;
    private final Path path;
    private final Function<Control.Request, Control.Reply> hear;
    private final Consumer<String> fault;

    private ControlSocket(
            ServerSocketChannel server,
            FileChannel lock,
            Path path,
            Function<Control.Request, Control.Reply> hear,
            Consumer<String> fault) {
        this.server = server;
        this.lock = lock;
        this.path = path;
        this.hear = hear;
        this.fault = fault;
    }

    /// Listens at this path or, while other Patchbays of the same files run, beside it.
    ///
    /// @param hear answers each word, on a thread of its own; one that takes long is interrupted
    ///     when nobody waits for its answer any longer
    /// @param fault is told why nobody listens any more
    public static ControlSocket open(
            Path first, Function<Control.Request, Control.Reply> hear, Consumer<String> fault)
            throws IOException {
        ownFolder(first);
        for (int nth = 1; nth <= Control.SEATS; nth++) {
            Path path = Control.seat(first, nth);
            Optional<FileChannel> lock = lock(path);
            if (lock.isPresent()) {
                try {
                    var socket = new ControlSocket(listen(path), lock.get(), path, hear, fault);
                    Thread.ofVirtual().name("control").start(socket::serve);
                    return socket;
                } catch (IOException | RuntimeException e) {
                    lock.get().close();
                    throw e;
                }
            }
        }
        throw new IOException(Control.SEATS + " Patchbays run from these files already");
    }

    /// The folder is for this alone, so one that others could open is closed to them.
    private static void ownFolder(Path first) throws IOException {
        OwnerOnly.folderOf(first);
        Path folder = first.toAbsolutePath().getParent();
        var view =
                folder == null
                        ? null
                        : Files.getFileAttributeView(
                                folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static Optional<FileChannel> lock(Path path) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".lock");
        var channel =
                FileChannel.open(
                        beside,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        OwnerOnly.permissions(beside, "rw-------"));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Held by another part of this process.
        }
        channel.close();
        return Optional.empty();
    }

    private static ServerSocketChannel listen(Path path) throws IOException {
        Files.deleteIfExists(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofVirtual().name("control talk").start(() -> talk(client));
            }
        } catch (ClosedChannelException _) {
            // The program ends.
        } catch (IOException e) {
            fault.accept("The control socket " + path + " failed: " + e.getMessage());
        }
    }

    private void talk(SocketChannel client) {
        try (var line = new Line(client, Control.PATIENCE)) {
            Optional<Control.Request> request = Control.request(line.read());
            if (request.isPresent() && request.get().word().isLong()) {
                line.takeTime();
                Thread talker = Thread.currentThread();
                Thread.ofVirtual()
                        .name("control watch")
                        .start(() -> line.awaitHangUp(talker::interrupt));
            }
            line.write(Control.line(request.map(hear).orElseGet(ControlSocket::unknown)));
        } catch (IOException e) {
            // Whoever it was left before the end, or said nothing in time: their loss alone.
            return;
        }
    }

    private static Control.Reply unknown() {
        return Control.Reply.cannot("This Patchbay does not know that word.");
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
        lock.close();
    }
}
