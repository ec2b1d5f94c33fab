package org.openvman.schema;

import java.util.List;
import java.util.Optional;
import org.openvman.schema.cim.CimClass;
import org.openvman.schema.cim.CimMethod;
import org.openvman.schema.cim.CimParameter;
import org.openvman.schema.cim.CimPropertyDeclaration;
import org.openvman.schema.cim.Qualifier;

/** Whether the classes that references and embedded instances name are there, and narrow what they override. */
final class ReferenceCheck {
    private final ClassRepository repository;
    private final List<String> problems;

    ReferenceCheck(ClassRepository repository, List<String> problems) {
        this.repository = repository;
        this.problems = problems;
    }

    void run() {
        repository.classes().forEach(this::check);
    }

    private void check(CimClass checked) {
        for (CimPropertyDeclaration property : checked.properties()) {
            if (!property.propagated()) {
                String where = checked.name() + "." + property.name();
                property.referenceClass().ifPresent(name -> exists(where, name));
                property.qualifier("EmbeddedInstance").ifPresent(qualifier -> exists(where, qualifier));
                narrows(where, checked, property);
            }
        }
        for (CimMethod method : checked.methods()) {
            if (!method.propagated()) {
                method.parameters().forEach(parameter -> check(checked.name() + "." + method.name(), parameter));
            }
        }
        if (checked.isAssociation()
                && !checked.isAbstract()
                && checked.references().size() < 2) {
            problems.add(checked.name() + ": an association with fewer than two references");
        }
        if (!checked.isAssociation() && !checked.references().isEmpty()) {
            problems.add(checked.name() + ": has references but is no association");
        }
    }

    private void check(String method, CimParameter parameter) {
        String where = method + "." + parameter.name();
        parameter.referenceClass().ifPresent(name -> exists(where, name));
        parameter.qualifier("EmbeddedInstance").ifPresent(qualifier -> exists(where, qualifier));
    }

    private void narrows(String where, CimClass owner, CimPropertyDeclaration property) {
        Optional<String> base = owner.superclass()
                .flatMap(repository::find)
                .flatMap(superclass -> superclass.property(property.name()))
                .flatMap(CimPropertyDeclaration::referenceClass);
        if (base.isPresent()
                && property.referenceClass().isPresent()
                && repository.find(property.referenceClass().get()).isPresent()
                && !repository.isSubclass(property.referenceClass().get(), base.get())) {
            problems.add(where + ": refers to " + property.referenceClass().get() + ", which is no " + base.get());
        }
    }

    private void exists(String where, Qualifier embeddedInstance) {
        if (embeddedInstance.value() instanceof String name) {
            exists(where, name);
        }
    }

    private void exists(String where, String className) {
        if (repository.find(className).isEmpty()) {
            problems.add(where + ": class " + className + " is not declared");
        }
    }
}
