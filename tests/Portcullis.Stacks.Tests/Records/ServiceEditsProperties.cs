using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;
using static Portcullis.Stacks.Tests.Records.RandomEdits;
using static Portcullis.Stacks.Tests.Records.ServiceWorlds;

namespace Portcullis.Stacks.Tests.Records;

/// <summary>Services edited at random: what is let be leads the same people to the same places, and what is undone does again.</summary>
public sealed class ServiceEditsProperties
{
    private const int Runs = 5000;

    [Fact]
    public void Nothing_is_let_be_that_leads_elsewhere_and_all_of_it_is_undone()
    {
        var random = new Random(1);
        var made = Ways(Service());
        var (untouched, edited) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var patch = Patch(random);
            var service = Service().Edit(patch);
            var pod = random.Next(4) == 0 ? OldPod() : Pod();
            var form = ServiceForm.Of(service, name => name.Name == pod.Metadata.Name ? pod : null);
            var edits = ServiceEdits.Of(service, form!, Worlds.Settings);
            if (edits.Count == 0)
            {

                // A Pod of an older version does not say which node ports there were.
                Ways(service, pod.Metadata.Annotations is not null).ShouldBe(Ways(Service(), pod.Metadata.Annotations is not null), patch.ToJsonString());
                untouched++;
                continue;
            }

            edited++;
            if (pod.Metadata.Annotations is null)
            {
                continue;
            }

            var mended = service.Edit(ServicePatch.Of(service, form!, Worlds.Settings));
            ServiceEdits.Of(mended, form!, Worlds.Settings).ShouldBeEmpty(patch.ToJsonString());
            Ways(mended).ShouldBe(made, patch.ToJsonString());
        }

        // Neither half of the test may be about nothing.
        untouched.ShouldBeGreaterThan(Runs / 50);
        edited.ShouldBeGreaterThan(Runs / 2);
    }
}
