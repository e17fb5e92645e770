package canary.kubernetes.workloads;

import canary.plan.HookPoint;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Job that a CronJob is the template of: in containers of the canary's repository the canary's
 * image, since it knows its migrations, and in all of them {@code ERP_RELEASE}, {@code ERP_STABLE}
 * and {@code ERP_CANARY}, first, so that others may refer to them.
 */
record HookJob(Plan plan, HookPoint point) {

    private static final String RELEASE = Marks.PREFIX + "release";
    private static final String HOOK = Marks.PREFIX + "hook";

    /** What tells it from others. */
    Map<String, String> labels() {
        return Map.of(RELEASE, plan.release(), HOOK, point.word());
    }

    Job of(CronJob template) {
        JobTemplateSpec made = template.getSpec().getJobTemplate();
        Map<String, String> own =
                made.getMetadata() == null ? null : made.getMetadata().getLabels();
        Job job =
                new JobBuilder()
                        .withNewMetadata()
                        .withGenerateName(template.getMetadata().getName() + "-")
                        .withNamespace(template.getMetadata().getNamespace())
                        .addToLabels(own == null ? Map.of() : own)
                        .addToLabels(labels())
                        .endMetadata()
                        .withSpec(made.getSpec())
                        .build();
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        pod.getInitContainers().forEach(this::adapt);
        pod.getContainers().forEach(this::adapt);
        return job;
    }

    private void adapt(Container container) {
        String image = plan.canary().image();
        if (image != null && repository(image).equals(repository(container.getImage()))) {
            container.setImage(image);
        }
        List<EnvVar> variables = new ArrayList<>();
        variables.add(variable("ERP_RELEASE", plan.release()));
        variables.add(variable("ERP_STABLE", plan.stable().version()));
        variables.add(variable("ERP_CANARY", plan.canary().version()));
        variables.addAll(container.getEnv());
        container.setEnv(variables);
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    /** An image without its tag and digest; a registry's port is no tag. */
    private static String repository(String image) {
        String named = image.split("@", 2)[0];
        int colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    }
}
