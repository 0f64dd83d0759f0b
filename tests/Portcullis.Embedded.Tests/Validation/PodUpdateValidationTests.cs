using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Tests.Validation;

public sealed class PodUpdateValidationTests
{
    private const string Spec = """{"activeDeadlineSeconds":100,"nodeSelector":{"a":"b"},"containers":[{"name":"a","image":"x"}]}""";

    [Theory]
    [InlineData("""{"activeDeadlineSeconds":50,"nodeSelector":{"a":"b"},"containers":[{"name":"a","image":"y","imagePullPolicy":"Always"}]}""")]
    [InlineData("""{"activeDeadlineSeconds":100,"nodeSelector":{"a":"b"},"tolerations":[{"key":"k","operator":"Exists"}],"containers":[{"name":"a","image":"x"}]}""")]
    [InlineData("""{"activeDeadlineSeconds":100,"nodeSelector":{"a":"b"},"initContainers":[],"containers":[{"name":"a","image":"x","args":[]}]}""")]
    public void Image_lower_deadline_more_tolerations_and_empty_lists_may_change(string spec) =>
        Validate.Update(Validate.Pod(spec), Validate.Pod(Spec)).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"activeDeadlineSeconds":200,"nodeSelector":{"a":"b"},"containers":[{"name":"a","image":"x"}]}""", "spec.activeDeadlineSeconds: Invalid value: 200: must be less than or equal to previous value")]
    [InlineData("""{"nodeSelector":{"a":"b"},"containers":[{"name":"a","image":"x"}]}""", "spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value")]
    [InlineData("""{"activeDeadlineSeconds":100,"nodeSelector":{"a":"b"},"containers":[{"name":"a","image":"x"},{"name":"b","image":"x"}]}""", "spec.containers: Forbidden: pod updates may not add or remove containers")]
    public void Other_changes_are_refused(string spec, string error) => Validate.Update(Validate.Pod(spec), Validate.Pod(Spec)).ShouldContain(error);

    [Fact]
    public void Changed_field_is_named()
    {
        var error = Validate.Update(Validate.Pod(Spec.Replace("\"b\"", "\"c\"", StringComparison.Ordinal)), Validate.Pod(Spec)).ShouldHaveSingleItem();

        error.ShouldStartWith("spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n");
        error.ShouldContain("spec.nodeSelector.a");
    }

    [Fact]
    public void Metadata_that_identifies_the_pod_may_not_change()
    {
        var old = Validate.Pod(Spec);
        var updated = old with { Metadata = old.Metadata with { Name = "q", Uid = "1", ResourceVersion = null } };

        Validate.Update(updated, old).ShouldBe(
        [
            "metadata.resourceVersion: Invalid value: \"\": must be specified for an update",
            "metadata.name: Invalid value: \"q\": field is immutable",
            "metadata.uid: Invalid value: \"1\": field is immutable",
        ]);
    }
}
