package dev.ringback.app;

import dev.ringback.app.source.ConfiguredUsers;
import dev.ringback.app.source.FileChange;
import dev.ringback.app.source.FileMarks;
import dev.ringback.app.source.Lasting;
import dev.ringback.app.source.TlsFiles;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigSource;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.trust.TrustConfig;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.routing.script.ScriptDecider;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stir.Stir;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one door through which a running server gets another [ServerVersion]: by an operator's word,
/// because a file has changed, or users have. Everything is read and checked first; what is bad
/// leaves the version before in force. Then one reference is exchanged.
///
/// Any thread may ask for the current version. Readings come one after the other.
final class Versions {
    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

    private static final int POLLS_UNTIL_AGAIN = 5;

    private final ConfigSource source;
    private final Assembly assembly;
    private final WatchedSources sources;
    private final Users users;
    private final StirFiles signatures = new StirFiles();
    private final AtomicReference<@Nullable ServerVersion> current = new AtomicReference<>();
    private final TlsContext tls;
    private List<ListenPoint> points = List.of();
    private @Nullable TlsIdentity own;
    private Draft inForce;

    /// What was configured last and can be read, though it is not in force where a file that it
    /// names is bad.
    private Lasting wanted;

    private String seenConfig;
    private String seenFiles;
    private Complaint configComplaint = Complaint.NONE;
    private Complaint filesComplaint = Complaint.NONE;
    private int polls;

    /// What was read and checked, of which a version is made.
    ///
    /// @param stored the users of the store
    private record Draft(
            Lasting wanted, MemorySubscribers stored, Stir stir, TlsContext.Prepared keys) {
        Draft with(MemorySubscribers others) {
            return new Draft(wanted, others, stir, keys);
        }
    }

    /// The users and domains of the store.
    interface Users {
        /// Who they were when it was looked last: the same object while nothing has changed.
        MemorySubscribers known();

        /// Looks what has changed until now.
        ///
        /// @throws IOException when the store cannot be read; the message is for the operator
        void refresh() throws IOException;
    }

    /// What was wrong, so that it is told once.
    private record Complaint(String text) {
        static final Complaint NONE = new Complaint("");

        boolean any() {
            return !text.isEmpty();
        }
    }

    /// Reads what a configuration names, for the version of the start.
    ///
    /// @param source where it can be read from again
    /// @throws IOException where something cannot be used; the message is for the operator
    Versions(
            ServerConfig config,
            ConfigSource source,
            Assembly assembly,
            WatchedSources sources,
            Users users)
            throws IOException {
        this.source = source;
        this.users = users;
        this.assembly = assembly;
        this.sources = sources;
        this.wanted = new Lasting(config, List.of());
        this.seenConfig = configMarks();
        this.seenFiles = fileMarks();
        this.inForce = draft(wanted);
        this.tls = TlsContext.of(inForce.keys());
    }

    /// Makes the engines of connections, by the current version.
    TlsContext tls() {
        return tls;
    }

    /// The version that is in force. Whoever begins a request asks once.
    ServerVersion current() {
        ServerVersion version = current.get();
        if (version == null) {
            throw new IllegalStateException("the server has not started");
        }
        return version;
    }

    /// Puts the first version in force, now that the own addresses are known; further calls change
    /// nothing.
    synchronized ServerVersion begin(List<ListenPoint> bound) {
        ServerVersion version = current.get();
        if (version == null) {
            points = List.copyOf(bound);
            version = version(1, inForce);
            current.set(version);
        }
        return version;
    }

    /// Proves who it is with this certificate from now on, instead of what the configuration names.
    synchronized void useCertificate(TlsIdentity identity) {
        own = identity;
        tls.reload(tls.settings().withIdentities(List.of(identity)));
    }

    /// Reads everything anew and puts it in force.
    ///
    /// @throws ConfigException where the configuration cannot be used
    /// @throws IOException where something that it names cannot be used; the message is for the
    ///     operator
    synchronized ServerVersion reload() throws ConfigException, IOException {
        String config = configMarks();
        String files = fileMarks();
        Lasting read = Lasting.of(current().config(), source.read());
        users.refresh();
        take(read);
        seen(config, files);
        configComplaint = Complaint.NONE;
        return current();
    }

    /// Changes a file and puts it in force. Nobody else reads it between.
    ///
    /// @throws ConfigException where the configuration cannot be used; the file is as before then
    /// @throws IOException where something that it names cannot be used; the file is as before
    ///     then, and the message is for the operator
    synchronized ServerVersion reload(FileChange change) throws ConfigException, IOException {
        FileChange back = change.make();
        boolean taken = false;
        try {
            ServerVersion version = reload();
            taken = true;
            return version;
        } finally {
            if (!taken) {
                back.make();
                seenConfig = configMarks();
            }
        }
    }

    /// Puts the users and domains of the store in force as they are known by now, with everything
    /// else as it is.
    synchronized void takeUsers() {
        ServerVersion now = current.get();
        MemorySubscribers known = users.known();
        if (now != null && known != inForce.stored()) {
            Draft next = inForce.with(known);
            enforce(version(now.number() + 1, next), next);
        }
    }

    /// Looks whether a file has changed, and takes all of it over if so. While the configuration
    /// cannot be read, certificates are still taken over.
    synchronized void poll() {
        polls++;
        boolean again = polls % POLLS_UNTIL_AGAIN == 0;
        String config = configMarks();
        String files = fileMarks();
        // What a bad file names may be mended without a change of the files that are watched.
        boolean configChanged = !config.equals(seenConfig) || (again && configComplaint.any());
        boolean filesChanged = !files.equals(seenFiles) || (again && filesComplaint.any());
        boolean readable = configChanged && readable(config);
        if (!readable && !filesChanged) {
            return;
        }
        try {
            take(wanted);
            seen(config, files);
        } catch (IOException | RuntimeException e) {
            seenFiles = files;
            filesComplaint = complain(filesComplaint, e);
        }
    }

    /// Reads the configuration, to be taken over.
    private boolean readable(String marks) {
        seenConfig = marks;
        try {
            wanted = Lasting.of(current().config(), source.read());
            configComplaint = Complaint.NONE;
            return true;
        } catch (ConfigException | RuntimeException e) {
            configComplaint = complain(configComplaint, e);
            return false;
        }
    }

    private Complaint complain(Complaint before, Exception e) {
        Complaint now = new Complaint(e instanceof RuntimeException ? e.toString() : text(e));
        if (!now.equals(before)) {
            LOG.warn("version {} stays in force: {}", current().number(), now.text());
        }
        return now;
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    /// Checks it, and puts it in force in one step: once the version is made nothing can fail.
    private void take(Lasting read) throws IOException {
        Draft draft = draft(read);
        ServerVersion version = version(current().number() + 1, draft);
        tls.take(draft.keys());
        sources.follow(read.config().limits().sources());
        enforce(version, draft);
        wanted = read;
        filesComplaint = Complaint.NONE;
    }

    private void enforce(ServerVersion version, Draft draft) {
        current.set(version);
        inForce = draft;
        LOG.info("version {} is in force", version.number());
    }

    private ServerVersion version(int number, Draft draft) {
        ServerConfig config = draft.wanted().config();
        MemorySubscribers known = draft.stored().with(ConfiguredUsers.of(config));
        return new ServerVersion(
                number,
                Instant.now(),
                config,
                draft.wanted().pending(),
                known,
                assembly.services(new Assembly.Draft(config, known, draft.stir()), points));
    }

    private Draft draft(Lasting read) throws IOException {
        ServerConfig config = read.config();
        return new Draft(
                read,
                users.known(),
                stir(config, signatures),
                TlsFiles.read(config.network().sockets().tls(), own));
    }

    /// What signs and verifies.
    static Stir stir(ServerConfig config, StirFiles files) throws IOException {
        TrustConfig trust = config.access().trust();
        String served = config.served().getFirst();
        return files.read(
                trust.stir(), trust.identity().rules(served, VerifiedPeers.NONE).identities());
    }

    /// A file that was not watched may have changed since it was read: once more then.
    private void seen(String config, String files) {
        seenConfig = names(config).equals(names(configMarks())) ? config : "";
        seenFiles = names(files).equals(names(fileMarks())) ? files : "";
    }

    private static List<String> names(String marks) {
        return marks.lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }

    private String configMarks() {
        List<Path> files = new ArrayList<>();
        ServerConfig.Routing routing = wanted.config().routing();
        if (routing.file() != null) {
            files.add(routing.file());
        }
        ScriptDecider routes = routing.routes();
        if (routes != null && routing.file() != null) {
            files.add(Path.of(routes.script().file()));
        }
        return FileMarks.of(files);
    }

    private String fileMarks() {
        ServerConfig config = wanted.config();
        List<Path> files = new ArrayList<>(TlsFiles.files(config.network().sockets().tls()));
        files.addAll(StirFiles.files(config.access().trust().stir()));
        return FileMarks.of(files);
    }
}
