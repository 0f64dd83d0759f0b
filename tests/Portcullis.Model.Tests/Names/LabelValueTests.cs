using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Names;

namespace Portcullis.Model.Tests.Names;

public sealed class LabelValueTests
{
    // Append only: values are on objects in clusters.
    [Theory]
    [InlineData("", "")]
    [InlineData("team-7", "team-7")]
    [InlineData("Team Seven", "sha256-d5a86ea4dda50ad5a8935920ca3f7d251552afea")]
    [InlineData("sha256-d5a86ea4dda50ad5a8935920ca3f7d251552afea", "sha256-1ec348129f465fb6f3d1796abe83bf00f6bcb224")]
    public void Text_has_the_same_value_in_every_version(string text, string value) => LabelValue.ForText(text).ShouldBe(value);

    [Fact]
    public void Value_is_always_legal_and_its_own_only_when_legal() => Prop.ForAll<NonNull<string>>(text =>
    {
        var value = LabelValue.ForText(text.Get);
        return NameRules.LabelValue(value).Count == 0
            && (value == text.Get) == (NameRules.LabelValue(text.Get).Count == 0 && !text.Get.StartsWith("sha256-", StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();
}
