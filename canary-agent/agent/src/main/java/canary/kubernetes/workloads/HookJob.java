package canary.kubernetes.workloads;

import canary.hooks.HookFailure;
import canary.plan.HookPoint;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ImageVolumeSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Job that a CronJob is the template of: in containers of the canary's repository the canary's
 * image, since it knows its migrations (in volumes that are images likewise), and in all of them
 * {@code ERP_RELEASE}, {@code ERP_STABLE} and {@code ERP_CANARY}, first, so that others may refer
 * to them.
 */
record HookJob(Plan plan, HookPoint point) {

    /** Of a volume that is stable's image, for a Job in which both versions work. */
    static final String STABLE = "stable";

    private static final String RELEASE = Marks.PREFIX + "release";
    private static final String HOOK = Marks.PREFIX + "hook";

    /** What tells it from others. */
    Map<String, String> labels() {
        return Map.of(RELEASE, plan.release(), HOOK, point.word());
    }

    /**
     * @param stableImage what stable runs; null where that is not known
     */
    Job of(CronJob template, @Nullable String stableImage) {
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
        pod.getVolumes().forEach(volume -> adapt(volume, stableImage));
        return job;
    }

    /** Whether a template has a volume that is stable's image. */
    static boolean needsStable(CronJob template) {
        return template
                .getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getVolumes()
                .stream()
                .anyMatch(it -> it.getImage() != null && it.getName().equals(STABLE));
    }

    private void adapt(Volume volume, @Nullable String stableImage) {
        ImageVolumeSource source = volume.getImage();
        if (source == null) {
            return;
        }
        if (volume.getName().equals(STABLE)) {
            if (stableImage == null) {
                throw new HookFailure(
                        "the image of %s is not known, which the Job's volume %s is to hold"
                                .formatted(plan.stable().version(), STABLE));
            }
            source.setReference(stableImage);
        } else if (isOfCanary(source.getReference())) {
            source.setReference(plan.canary().image());
        }
    }

    private boolean isOfCanary(String reference) {
        String image = plan.canary().image();
        return image != null && repository(image).equals(repository(reference));
    }

    private void adapt(Container container) {
        if (isOfCanary(container.getImage())) {
            container.setImage(plan.canary().image());
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
