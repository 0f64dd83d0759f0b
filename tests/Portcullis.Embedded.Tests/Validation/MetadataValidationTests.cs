using Portcullis.Embedded.Validation;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Validation;

public sealed class MetadataValidationTests
{
    [Theory]
    [InlineData("a.b", true, false, false)]
    [InlineData("1a", true, true, true)]
    [InlineData("a-b", true, true, true)]
    [InlineData("A", false, false, false)]
    [InlineData("a-", false, false, false)]
    public void Name_follows_the_rule_of_its_kind(string name, bool pod, bool service, bool ns)
    {
        NameErrors(new ConfigMap { Metadata = new ObjectMeta { Name = name, Namespace = "n" } }).ShouldBe(pod ? 0 : 1);
        NameErrors(new Service { Metadata = new ObjectMeta { Name = name, Namespace = "n" } }).ShouldBe(service ? 0 : 1);
        NameErrors(new Namespace { Metadata = new ObjectMeta { Name = name } }).ShouldBe(ns ? 0 : 1);
    }

    [Fact]
    public void Generated_name_may_end_in_a_dash()
    {
        Errors(new ObjectMeta { GenerateName = "a-", Name = "a-x", Namespace = "n" }).ShouldBeEmpty();
        Errors(new ObjectMeta { GenerateName = "A-", Name = "a-x", Namespace = "n" }).ShouldHaveSingleItem().ShouldStartWith("metadata.generateName: Invalid value: \"A-\"");
    }

    [Fact]
    public void Name_and_namespace_are_required() => Errors(new ObjectMeta()).ShouldBe(
    [
        "metadata.name: Required value: name or generateName is required",
        "metadata.namespace: Required value",
    ]);

    [Fact]
    public void Labels_and_annotations_are_checked()
    {
        var errors = Errors(Named with
        {
            Labels = new Dictionary<string, string> { ["-a"] = "x", ["b"] = "x y" },
            Annotations = new Dictionary<string, string> { ["UPPER/is.fine"] = "x", ["a b"] = new('x', 256 * 1024) },
        });

        errors.Select(e => e[..e.IndexOf(": ", StringComparison.Ordinal)])
            .ShouldBe(["metadata.labels", "metadata.labels", "metadata.annotations", "metadata.annotations"]);
        errors[3].ShouldBe("metadata.annotations: Too long: may not be more than 262144 bytes");
    }

    [Fact]
    public void Owner_without_uid_and_second_controller_are_refused()
    {
        var owner = new OwnerReference { ApiVersion = "v1", Kind = "Service", Name = "s", Uid = "u", Controller = true };

        Errors(Named with { OwnerReferences = [owner, owner with { Name = "t", Uid = "" }] }).ShouldBe(
        [
            "metadata.ownerReferences.uid: Invalid value: \"\": must not be empty",
            "metadata.ownerReferences: Invalid value: \"Service/t\": Only one reference can have Controller set to true. Found \"true\" in references for Service/s and Service/t",
        ]);
    }

    [Fact]
    public void Finalizers_may_not_be_added_to_what_is_being_deleted()
    {
        var old = new ConfigMap { Metadata = Named with { ResourceVersion = "1", DeletionTimestamp = DateTimeOffset.UnixEpoch } };
        var updated = old with { Metadata = old.Metadata with { Finalizers = ["a/b"] } };

        Validate.Update(updated, old).ShouldHaveSingleItem().ShouldStartWith("metadata.finalizers: Forbidden: no new finalizers can be added");
    }

    private static ObjectMeta Named => new() { Name = "a", Namespace = "n" };

    private static List<string> Errors(ObjectMeta metadata) => Validate.Create(new ConfigMap { Metadata = metadata });

    private static int NameErrors(KubernetesObject obj) => ObjectValidation.ValidateCreate(obj).Count(e => e.Field == "metadata.name");
}
