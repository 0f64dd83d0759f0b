using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Records;

public sealed class EnvInjectionTests
{
    [Fact]
    public void Every_container_gets_every_variable_in_place_of_its_own()
    {
        var blueprint = StackBlueprint.Of(Worlds.Record()) with { Terms = Worlds.Terms with { EnvNames = ["FLAG", "TEAM"] } };
        Container[] containers = [new() { Name = "a", Env = [new() { Name = "FLAG", Value = "old" }, new() { Name = "URL", Value = "$(TEAM)" }] }, new() { Name = "b" }];

        var result = EnvInjection.Apply(containers, blueprint)!;

        result[0].Env!.Select(variable => variable.Name).ShouldBe(["FLAG", "TEAM", "URL"]);
        result[1].Env!.Select(variable => variable.Name).ShouldBe(["FLAG", "TEAM"]);
        result[0].Env![0].Value.ShouldBeNull();
        result[0].Env![0].ValueFrom!.SecretKeyRef.ShouldBe(new SecretKeySelector { Name = $"env-{Worlds.Id.Text}", Key = "FLAG" });
    }

    [Fact]
    public void Stack_without_variables_is_left_as_it_is()
    {
        Container[] containers = [new() { Name = "a" }];

        EnvInjection.Apply(containers, StackBlueprint.Of(Worlds.Record())).ShouldBeSameAs(containers);
    }

    [Fact]
    public void Names_are_in_the_record_and_values_in_the_secret_alone()
    {
        var env = StackEnv.Of([new("FLAG", "flag{secret}")], []);
        var blueprint = StackBlueprint.Of(Worlds.Record()) with { Terms = Worlds.Terms with { EnvNames = env.Names, BeyondBaseline = true } };
        var service = ServiceFactory.Make(blueprint, "bbbbb", new Dictionary<int, int> { [80] = 31001 }, Worlds.Settings);
        var secret = SecretFactory.Make(blueprint, Worlds.Service(), env);
        var record = Worlds.Record(service with { Metadata = service.Metadata with { Uid = "u" } });

        record.Terms.EnvNames.ShouldBe(["FLAG"]);
        record.Terms.BeyondBaseline.ShouldBeTrue();
        service.Metadata.Annotations!.Values.ShouldAllBe(value => !value.Contains("secret", StringComparison.Ordinal));
        System.Text.Encoding.UTF8.GetString(secret.Data!["FLAG"]).ShouldBe("flag{secret}");
        secret.Metadata.Name.ShouldBe($"env-{Worlds.Id.Text}");
        secret.Metadata.OwnerReferences!.Single().Uid.ShouldBe("service-uid");
    }
}
