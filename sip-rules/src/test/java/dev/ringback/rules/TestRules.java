package dev.ringback.rules;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Tests wait for what they wait for, and none is skipped.
final class TestRules {
    private static final Pattern SLEEP =
            Pattern.compile(
                    "(.*\\.)?sleep(Uninterruptibly|Quietly)?|(LockSupport\\.)?parkNanos|"
                            + "(LockSupport\\.)?parkUntil");
    private static final Set<String> SKIPS = Set.of("Disabled", "Ignore");

    private TestRules() {}

    /// No test, and nothing in the test kit, waits by sleeping.
    static List<Violation> sleep(Source source) {
        List<Violation> found = new ArrayList<>();
        if (source.main() && !source.module().equals("sip-testkit")) {
            return found;
        }
        for (MethodInvocationTree call : source.all(MethodInvocationTree.class)) {
            String method = call.getMethodSelect().toString();
            if (SLEEP.matcher(method).matches()) {
                String mend = "wait for the condition with Awaitility, or use virtual time";
                found.add(source.violation(call, "a test sleeps: " + method, mend));
            }
        }
        return found;
    }

    /// No test is switched off.
    static List<Violation> skipped(Source source) {
        List<Violation> found = new ArrayList<>();
        for (AnnotationTree annotation : source.all(AnnotationTree.class)) {
            String name = annotation.getAnnotationType().toString();
            if (SKIPS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                String mend = "make it pass, or list what is missing in docs/rfc as not met";
                found.add(source.violation(annotation, "a test is skipped by @" + name, mend));
            }
        }
        return found;
    }
}
