package dev.ringback.routing.script;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts [Fuse#check] at the head of every method of a script and before every jump backwards.
final class Weaver {
    private static final ClassDesc FUSE = ClassDesc.of(Fuse.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    private final Map<String, byte[]> classes;
    private final ClassLoader parent;

    /// @param classes all classes of the script by their binary names
    /// @param parent knows the classes that they use
    Weaver(Map<String, byte[]> classes, ClassLoader parent) {
        this.classes = Map.copyOf(classes);
        this.parent = parent;
    }

    /// The classes with their fuses.
    Map<String, byte[]> weave() {
        ClassFile files =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(this::resource)
                                        .orElse(ClassHierarchyResolver.defaultResolver())
                                        .cached()));
        ClassTransform transform =
                ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Fused::new));
        Map<String, byte[]> woven = new HashMap<>();
        classes.forEach(
                (name, bytes) ->
                        woven.put(name, files.transformClass(files.parse(bytes), transform)));
        return woven;
    }

    private @Nullable InputStream resource(ClassDesc type) {
        String path = type.descriptorString();
        path = path.substring(1, path.length() - 1);
        byte[] own = classes.get(path.replace('/', '.'));
        return own == null
                ? parent.getResourceAsStream(path + ".class")
                : new ByteArrayInputStream(own);
    }

    /// One method.
    private static final class Fused implements CodeTransform {
        private final Set<Label> passed = new HashSet<>();

        @Override
        public void atStart(CodeBuilder code) {
            check(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof LabelTarget target) {
                passed.add(target.label());
            } else if (targets(element).anyMatch(passed::contains)) {
                check(code);
            }
            code.with(element);
        }

        private static Stream<Label> targets(CodeElement element) {
            return switch (element) {
                case BranchInstruction branch -> Stream.of(branch.target());
                case TableSwitchInstruction table -> targets(table.cases(), table.defaultTarget());
                case LookupSwitchInstruction lookup ->
                        targets(lookup.cases(), lookup.defaultTarget());
                default -> Stream.empty();
            };
        }

        private static Stream<Label> targets(List<SwitchCase> cases, Label otherwise) {
            return Stream.concat(cases.stream().map(SwitchCase::target), Stream.of(otherwise));
        }

        private static void check(CodeBuilder code) {
            code.invokestatic(FUSE, "check", NOTHING);
        }
    }
}
