using System.Net;
using Portcullis.Stacks.Isolation.Airlock;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

/// <summary>What does not work must not look like silence.</summary>
public sealed class AirlockBrokenTests
{
    // Nobody listens on the lowest port there is.
    private static readonly IPEndPoint Silent = new(IPAddress.Loopback, 1);

    public static TheoryData<string, string?> BrokenNc => new()
    {
        { "missing", null },
        { "without -w", """for word; do [ "$word" != -w ] || { echo "nc: invalid option -- 'w'" >&2; exit 1; }; done; exec BUSYBOX nc "$@" """ },
        { "always failing", "exit 1" },
        { "unable to connect", """[ "$1" != -w ] || exit 1; exec BUSYBOX nc "$@" """ },
        { "unable to listen", """[ "$1" = -w ] || exit 1; exec BUSYBOX nc "$@" """ },
        { "never ending", "exec BUSYBOX sleep 600" },
        { "crashing", "exit 139" },
    };

    [Theory]
    [MemberData(nameof(BrokenNc))]
    public async Task Broken_nc_is_never_a_pass(string how, string? script)
    {
        using var busybox = new Busybox();
        if (script is null)
        {
            busybox.Remove("nc");
        }
        else
        {
            busybox.Replace("nc", script);
        }

        (await busybox.RunAsync(5, Silent)).Result.ShouldBe(AirlockResult.Broken, how);
    }

    // It works at first, and then finds everybody silent.
    [Fact]
    public async Task Nc_that_breaks_on_the_way_is_found_out_before_it_passes()
    {
        using var busybox = new Busybox();
        busybox.Replace("nc", """case $0 in */*) folder=${0%/*} ;; esac; [ "$1" != -w ] || [ ! -e "$folder/broken" ] || exit 1; [ "$1" != -w ] || [ "$3" = 127.0.0.1 ] || :>"$folder/broken"; exec BUSYBOX nc "$@" """);

        (await busybox.RunAsync(5, IPEndPoint.Parse("127.0.0.2:1"))).Result.ShouldBe(AirlockResult.Broken);
    }

    [Fact]
    public async Task Nc_that_finds_everybody_answering_is_no_pass_either()
    {
        using var busybox = new Busybox();
        busybox.Replace("nc", "exit 0");

        (await busybox.RunAsync(2, Silent)).Result.ShouldBe(AirlockResult.NotEnforced);
    }

    [Fact]
    public async Task Without_sleep_it_does_not_run_wild()
    {
        using var busybox = new Busybox();
        busybox.Remove("sleep");

        (await busybox.RunAsync(30, Silent)).Result.ShouldBe(AirlockResult.Broken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kubernetes.default:443")]
    [InlineData("127.0.0.1:1 $(id)")]
    public async Task Targets_that_are_no_addresses_are_never_a_pass(string targets)
    {
        using var busybox = new Busybox();

        (await busybox.RunAsync(5, targets)).Result.ShouldBe(AirlockResult.Broken);
    }
}
