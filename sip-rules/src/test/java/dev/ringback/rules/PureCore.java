package dev.ringback.rules;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// The packages that know no lock, thread, clock, logger or socket, and what of that only the
/// source shows.
final class PureCore {
    /// The pure packages under `dev.ringback`, each with what lies below it.
    static final List<String> PACKAGES =
            List.of(
                    "text",
                    "uri",
                    "header",
                    "message",
                    "parse",
                    "verdict",
                    "sdp",
                    "body",
                    "stack",
                    "transaction",
                    "auth",
                    "stun",
                    "dialog",
                    "useragent",
                    "session",
                    "offer",
                    "reliable",
                    "sessiontimer",
                    "waiting",
                    "transfer",
                    "reaction",
                    "registration",
                    "subscription",
                    "publication",
                    "paging",
                    "events",
                    "remedy",
                    "locate",
                    "cause",
                    "proxy",
                    "stateless",
                    "registrar",
                    "redirect",
                    "admission",
                    "guard",
                    "amplification",
                    "overload",
                    "agent",
                    "routing.act",
                    "routing.rule",
                    "core",
                    "echo",
                    "identity",
                    "stir",
                    "location",
                    "flow",
                    "push",
                    "rtp",
                    "ice",
                    "srtp");

    private PureCore() {}

    /// No `synchronized` in a pure package: what one thread owns needs no lock.
    static List<Violation> locks(Source source) {
        List<Violation> found = new ArrayList<>();
        if (!source.main() || !pure(source.packageName())) {
            return found;
        }
        String mend = "let one shard own the state";
        for (SynchronizedTree block : source.all(SynchronizedTree.class)) {
            found.add(source.violation(block, "synchronized in a pure package", mend));
        }
        for (MethodTree method : source.all(MethodTree.class)) {
            if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
                found.add(source.violation(method, "synchronized in a pure package", mend));
            }
        }
        return found;
    }

    static boolean pure(String packageName) {
        for (String name : PACKAGES) {
            String full = "dev.ringback." + name;
            if (packageName.equals(full) || packageName.startsWith(full + ".")) {
                return true;
            }
        }
        return false;
    }

    /// The pure packages as ArchUnit writes them.
    static String[] patterns() {
        return PACKAGES.stream().map(name -> "dev.ringback." + name + "..").toArray(String[]::new);
    }
}
